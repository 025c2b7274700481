using CellDsl.Executor.World;

namespace CellDsl.Executor.Running;

/// <summary>What a run on instruments begins with.</summary>
/// <param name="Name">Of the run, as people call it.</param>
/// <param name="Sources">Under the names by which the program's source hash knows them.</param>
/// <param name="Connections">Instrument by cell; empty for the simulated bench.</param>
/// <param name="Overrides">What a person has taken upon themselves, in their words.</param>
public sealed record NewRun(
    string Name,
    string Experiment,
    string Tool,
    Pace Pace,
    ReadOnlyMemory<byte> Assembly,
    ReadOnlyMemory<byte> Symbols,
    IReadOnlyList<(string Name, string Text)> Sources,
    IReadOnlyDictionary<string, string> Connections,
    IReadOnlyDictionary<string, string> Overrides
);

/// <summary>A run cannot be begun or taken up. The message is a sentence for a person, the help the next step.</summary>
public sealed class RunRefusedException(string message, string? help = null) : Exception(message)
{
    public string? Help { get; } = help;
}
