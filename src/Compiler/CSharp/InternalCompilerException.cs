namespace CellDsl.Compiler.CSharp;

/// <summary>
/// The compiler contradicted itself: a fault of ours, never of the author of a <c>.cell</c> file. The message is for a
/// bug report.
/// </summary>
public sealed class InternalCompilerException : Exception
{
    public InternalCompilerException(string message)
        : base(message) { }

    public InternalCompilerException(string message, Exception inner)
        : base(message, inner) { }

    public InternalCompilerException()
        : base("the compiler contradicted itself") { }
}
