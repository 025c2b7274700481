namespace CellDsl.Debugger;

/// <summary>Something that the person at the editor asked for cannot be done; the message says why.</summary>
public sealed class DebugException : Exception
{
    public DebugException(string message)
        : base(message) { }

    public DebugException(string message, Exception inner)
        : base(message, inner) { }

    public DebugException()
        : base("The debugger cannot do this.") { }
}
