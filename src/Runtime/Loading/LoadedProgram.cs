using CellDsl.Contracts;

namespace CellDsl.Runtime.Loading;

/// <summary>
/// A program in a load context of its own. Disposing it lets go of the context; its memory is freed once nothing refers to
/// the program, its machines or their states any more.
/// </summary>
public sealed class LoadedProgram : IDisposable
{
    private ProgramContext? _context;
    private IProgram? _program;

    internal LoadedProgram(ProgramContext context, IProgram program) =>
        (_context, _program) = (context, program);

    public IProgram Program =>
        _program
        ?? throw new ObjectDisposedException(nameof(LoadedProgram), "The program has been unloaded.");

    public void Dispose()
    {
        _program = null;
        _context?.Unload();
        _context = null;
    }
}
