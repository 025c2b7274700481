using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>Which way a hold or a limited hold passes current, where a cycler has to know.</summary>
public enum Way : byte
{
    Unknown,
    Charge,
    Discharge,
}

/// <summary>What a step does.</summary>
public abstract record CyclerControl
{
    public abstract ControlKind Kind { get; }

    /// <summary>Open circuit.</summary>
    public sealed record Rest : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Rest;
    }

    /// <param name="Value">Positive charges.</param>
    public sealed record Current(Amperage Value) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Current;
    }

    /// <summary>Holds a voltage; with a limit it is a CC–CV: the current stays at the limit until the voltage is reached.</summary>
    /// <param name="Voltage">V; null for the voltage at which the step begins.</param>
    /// <param name="Limit">The largest current, positive; null for none.</param>
    public sealed record Hold(Rational? Voltage, Amperage? Limit, Way Way) : CyclerControl
    {
        public override ControlKind Kind => Limit is null ? ControlKind.Hold : ControlKind.LimitedHold;
    }

    /// <param name="Watts">Positive charges.</param>
    public sealed record Power(Rational Watts) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Power;
    }

    /// <summary>Discharges through a resistance.</summary>
    public sealed record Load(Rational Ohms) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Load;
    }

    /// <param name="Rate">V/s, signed.</param>
    /// <param name="From">V; null for the voltage at which the step begins.</param>
    /// <param name="To">V; also an end of the step.</param>
    public sealed record Sweep(Rational Rate, Rational? From, Rational? To) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Sweep;
    }

    /// <summary>An impedance spectrum; ends by itself. Null members are not stated.</summary>
    /// <param name="Amplitude">V, or A where <paramref name="IsGalvanostatic"/>.</param>
    /// <param name="From">Hz.</param>
    /// <param name="To">Hz.</param>
    public sealed record Impedance(
        Rational? Amplitude,
        bool IsGalvanostatic,
        Rational? From,
        Rational? To,
        int? PerDecade,
        int? Averages
    ) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Impedance;
    }

    /// <summary>Gives the chamber a new temperature and goes on at once.</summary>
    public sealed record Temperature(Rational Kelvin) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Temperature;
    }

    /// <summary>Waits for a person.</summary>
    public sealed record Pause : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Pause;
    }

    /// <summary>Goes back to a step until the steps from there to here have run so often; then goes on and forgets its count.</summary>
    /// <param name="Start">Index of the step to go back to.</param>
    /// <param name="Count">Passes in all, the first included.</param>
    public sealed record Loop(int Start, long Count) : CyclerControl
    {
        public override ControlKind Kind => ControlKind.Loop;
    }
}

public enum ControlKind : byte
{
    Rest,
    Current,
    Hold,
    LimitedHold,
    Power,
    Load,
    Sweep,
    Impedance,
    Temperature,
    Pause,
    Loop,
}
