namespace CellDsl.Runtime.Loading;

/// <summary>An assembly cannot be run. The message is a sentence for the person who asked for it.</summary>
public sealed class ProgramLoadException : Exception
{
    public ProgramLoadException(string message)
        : base(message) { }

    public ProgramLoadException(string message, Exception inner)
        : base(message, inner) { }

    public ProgramLoadException()
        : base("The program cannot be loaded.") { }
}
