namespace CellDsl.Contracts.Instruments;

/// <summary>One part of a temperature program.</summary>
/// <param name="Rate">K/s towards the temperature, positive; infinite for as fast as it goes.</param>
/// <param name="Temperature">K.</param>
/// <param name="Hold">How long to stay there, ns.</param>
public readonly record struct HeatSegment(double Rate, double Temperature, long Hold);

/// <summary>How far an instrument is with a task that ends by itself.</summary>
/// <param name="Task">Number of the task that it took last; 0 for none; -1 where it does not tell.</param>
/// <param name="Running">Whether it is still at it.</param>
/// <param name="Elapsed">Since the task began, ns; -1 where it does not tell.</param>
public readonly record struct TaskReading(long Task, bool Running, long Elapsed, Halt Halt);

/// <summary>A furnace or oven that follows a temperature program by itself.</summary>
public interface IFurnace : IInstrument
{
    /// <summary>Has the furnace hold a highest temperature itself, K, before the first program.</summary>
    void Hold(double highestTemperature);

    /// <summary>Begins a program under a number larger than that of the one before; a number that it knows does nothing.</summary>
    void Begin(long number, IReadOnlyList<HeatSegment> program);

    /// <param name="temperature">K, measured.</param>
    TaskReading Read(out double temperature);
}

/// <summary>A planetary or shaker mill.</summary>
public interface IMill : IInstrument
{
    /// <param name="speed">Revolutions per second.</param>
    /// <param name="grinding">Of one round, ns.</param>
    /// <param name="pause">Between two rounds, ns.</param>
    void Begin(long number, double speed, long grinding, long pause, int rounds);

    TaskReading Read();
}

/// <summary>A uniaxial or isostatic press.</summary>
public interface IPress : IInstrument
{
    /// <param name="pressure">Pa.</param>
    /// <param name="hold">ns.</param>
    void Begin(long number, double pressure, long hold);

    TaskReading Read();
}

/// <summary>A balance.</summary>
public interface IBalance : IInstrument
{
    /// <summary>Smallest step that it shows, kg.</summary>
    double Resolution { get; }

    void Tare();

    /// <summary>The mass once it is stable, kg; null while it is not.</summary>
    double? Read();
}

/// <summary>A diffractometer; results are files of its own.</summary>
public interface IDiffractometer : IInstrument
{
    /// <param name="from">First and last angle 2θ, °.</param>
    /// <param name="step">°.</param>
    void Begin(long number, double from, double to, double step);

    TaskReading Read();

    /// <summary>Angle 2θ (°) and counts of the scan that ended last.</summary>
    (double[] Angles, double[] Counts) ReadPattern();
}

/// <summary>A glovebox, a dry room or a chamber, as its sensors see it.</summary>
public interface IEnvironment : IInstrument
{
    EnvironmentReading Read();
}

/// <param name="Temperature">K; NaN where there is no sensor, as for the others.</param>
/// <param name="Water">Volume fraction.</param>
/// <param name="Oxygen">Volume fraction.</param>
public readonly record struct EnvironmentReading(double Temperature, double Water, double Oxygen);

/// <summary>What a person is asked to do or to decide.</summary>
/// <param name="Choices">What may be answered; empty for a value.</param>
/// <param name="Unit">Of the value that is asked for, or null.</param>
/// <param name="Lowest">The least value that makes sense, in that unit.</param>
public sealed record Prompt(
    string Id,
    string Text,
    IReadOnlyList<string> Choices,
    string? Unit,
    double Lowest,
    double Highest
);

/// <param name="By">Who signs for it.</param>
public sealed record PromptAnswer(string Id, string Answer, string By, string? Note);

/// <summary>A person at the bench, behind whatever they are asked through.</summary>
public interface IPerson
{
    /// <summary>Shows a prompt; it stands until it is answered or withdrawn. A prompt that stands already is not shown twice.</summary>
    void Ask(Prompt prompt);

    void Withdraw(string id);

    /// <summary>The next answer to any prompt, or null.</summary>
    PromptAnswer? NextAnswer();
}
