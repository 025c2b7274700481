using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;

namespace CellDsl.Executor.Instruments.Scpi;

/// <summary>A cycler's channel behind a connection of lines.</summary>
public sealed class ScpiCycler : ICycler
{
    private readonly ILineLink _link;
    private CyclerAbilities? _abilities;
    private string? _identity;

    public ScpiCycler(ILineLink link) => _link = link;

    public string Identity => _identity ??= Ask(ScpiText.Identify, text => text, changes: false);

    public CyclerAbilities Abilities =>
        _abilities ??= Ask(ScpiText.Abilities, ScpiText.ReadAbilities, changes: false);

    public void Hold(in CyclerLimits limits) => Ask(ScpiText.Write(in limits), Confirm, changes: true);

    public void Apply(long number, in Command command) =>
        Ask(ScpiText.Write(number, in command), Confirm, changes: true);

    public CyclerReading Read() => Ask(ScpiText.State, ScpiText.ReadReading, changes: false);

    public (double[] Frequencies, Complex[] Impedances) ReadSpectrum() =>
        Ask(ScpiText.Spectrum, ScpiText.ReadSpectrum, changes: false);

    public void MakeSafe() => Ask(ScpiText.Safe, Confirm, changes: true);

    public void Dispose() => _link.Dispose();

    private static bool Confirm(string reply) =>
        reply == ScpiText.Done ? true : throw new FormatException($"`{reply}` where OK belongs");

    /// <param name="changes">Whether it matters if the line arrived although its reply did not.</param>
    private T Ask<T>(string line, Func<string, T> read, bool changes)
    {
        string reply;
        try
        {
            reply = _link.Ask(line);
        }
        catch (LinkException e)
        {
            throw new InstrumentException(
                e.Sent && changes ? InstrumentFault.Ambiguous : InstrumentFault.Unreachable,
                e.Message,
                e
            );
        }
        if (reply.StartsWith(ScpiText.Refusal, StringComparison.Ordinal))
            throw new InstrumentException(InstrumentFault.Refused, reply[ScpiText.Refusal.Length..]);
        try
        {
            return read(reply);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InstrumentException(
                changes ? InstrumentFault.Ambiguous : InstrumentFault.Unreachable,
                $"the reply to `{line.Split(' ')[0]}` is garbled: {e.Message}",
                e
            );
        }
    }
}
