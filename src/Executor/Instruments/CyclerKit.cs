using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;

namespace CellDsl.Executor.Instruments;

/// <param name="Complaint">What is wrong, in a sentence; null where nothing is.</param>
public sealed record KitFinding(string Check, string? Complaint);

/// <summary>
/// What any driver of a cycler must do before a run is trusted to it. To be tried on a channel with a cell, or a dummy, that bears a
/// small current in both directions.
/// </summary>
/// <param name="wait">Lets so many ns pass for the instrument.</param>
/// <param name="current">A, positive and small.</param>
public sealed class CyclerKit(ICycler cycler, Action<long> wait, double current)
{
    private const long Second = 1_000_000_000;

    private readonly List<KitFinding> _findings = [];
    private long _number;

    /// <summary>Tries everything; leaves the channel at open circuit.</summary>
    public IReadOnlyList<KitFinding> Try()
    {
        Check("it says who it is", () => cycler.Identity.Length > 0 ? null : "its identity is empty");
        Check("it starts at open circuit", StartsOpen);
        Check("readings are new ones", ReadingsAreNew);
        Check("a command is followed", Follows);
        Check("the same number is no second command", IsNotRepeated);
        Check("charge is counted", Counts);
        Check("made safe, it carries no current and says so", IsSafe);
        Check("after that it takes the next command", ComesBack);
        Check("out of contact it drops out, and says for how long", DropsOut);
        cycler.MakeSafe();
        return _findings;
    }

    private void Check(string name, Func<string?> check)
    {
        string? complaint;
        try
        {
            complaint = check();
        }
        catch (InstrumentException e)
        {
            complaint = $"it failed: {e.Message}";
        }
        _findings.Add(new(name, complaint));
    }

    private string? StartsOpen()
    {
        var reading = cycler.Read();
        _number = Math.Max(0, reading.Command);
        return Math.Abs(reading.Current) > 0.01 * current ? $"{reading.Current} A flow" : null;
    }

    private string? ReadingsAreNew()
    {
        var first = cycler.Read();
        wait(Second);
        var second = cycler.Read();
        return first.Sequence >= 0 && second.Sequence <= first.Sequence
            ? $"reading {second.Sequence} came after {first.Sequence}"
            : null;
    }

    private string? Follows()
    {
        if (cycler.Abilities.HoldsLimits)
            cycler.Hold(Limits(60 * Second));
        Send(current);
        wait(Second);
        var reading = cycler.Read();
        return Math.Abs(reading.Current - current) > 0.02 * current
                ? $"{reading.Current} A where {current} A was asked for"
            : cycler.Abilities.KnowsCommand && reading.Command != _number
                ? $"it names command {reading.Command}, not {_number}"
            : reading.Halt != Halt.None ? $"it is halted: {reading.Halt}"
            : null;
    }

    private string? IsNotRepeated()
    {
        if (!cycler.Abilities.KnowsCommand)
            return null;
        var other = CommandOf(-current);
        cycler.Apply(_number, in other);
        wait(Second);
        double now = cycler.Read().Current;
        return now < 0 ? "another command under a number that it knew was carried out" : null;
    }

    private string? Counts()
    {
        if (!cycler.Abilities.Counts)
            return null;
        var before = cycler.Read().Counters;
        wait(30 * Second);
        var after = cycler.Read().Counters;
        double counted = after.ChargeIn - before.ChargeIn;
        double expected = 30 * current;
        return Math.Abs(counted - expected) > 0.1 * expected ? $"{counted} A·s counted in 30 s at {current} A"
            : after.ChargeOut > before.ChargeOut ? "it counts a discharge while it charges"
            : null;
    }

    private string? IsSafe()
    {
        cycler.MakeSafe();
        cycler.MakeSafe();
        wait(Second);
        var reading = cycler.Read();
        return Math.Abs(reading.Current) > 0.01 * current ? $"{reading.Current} A still flow"
            : reading.Halt == Halt.None ? "it does not say that it has left its command"
            : null;
    }

    private string? ComesBack()
    {
        Send(-current);
        wait(Second);
        var reading = cycler.Read();
        return reading.Halt != Halt.None ? $"it stays halted: {reading.Halt}"
            : Math.Abs(reading.Current + current) > 0.02 * current
                ? $"{reading.Current} A where {-current} A was asked for"
            : null;
    }

    private string? DropsOut()
    {
        if (!cycler.Abilities.DropsOut)
            return null;
        cycler.Hold(Limits(20 * Second));
        Send(current);
        wait(50 * Second);
        var reading = cycler.Read();
        return reading.Halt != Halt.LostContact ? $"after 50 s of silence it says {reading.Halt}"
            : reading.HaltedFor is < 25 * Second or > 35 * Second
                ? $"it says that it has been halted for {reading.HaltedFor / Second} s, not for 30 s"
            : Math.Abs(reading.Current) > 0.01 * current ? $"{reading.Current} A still flow"
            : null;
    }

    private void Send(double amperes)
    {
        var command = CommandOf(amperes);
        cycler.Apply(++_number, in command);
    }

    private static Command CommandOf(double amperes) =>
        new()
        {
            Mode = ControlMode.Current,
            Setpoint = amperes,
            CurrentLimit = double.PositiveInfinity,
            Temperature = double.NaN,
        };

    private static CyclerLimits Limits(long timeout) =>
        new(
            double.NegativeInfinity,
            double.PositiveInfinity,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.PositiveInfinity,
            timeout
        );
}
