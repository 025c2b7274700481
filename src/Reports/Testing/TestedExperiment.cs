using CellDsl.Planning;

namespace CellDsl.Reports.Testing;

public enum TestOutcome
{
    Passed,
    Failed,
}

/// <summary>One thing that was asked of an experiment, and the answer.</summary>
/// <param name="Name">The expectation as written, or what else was asked.</param>
/// <param name="Run">The run that was asked, or null where it is the experiment as a whole.</param>
/// <param name="Message">What was found, in a line; null where there is nothing to add.</param>
/// <param name="Beside">What a package's record has for the same expectation, where one is compared with.</param>
public sealed record TestCase(
    string Name,
    string? Run,
    TestOutcome Outcome,
    string? Message,
    SourceRef? Place,
    string? Beside = null
)
{
    /// <summary>As <c>discharge[1].capacity &gt; 120 mAh/g of active [solid#1]</c>.</summary>
    public string Title => Run is null ? Name : $"{Name} [{Run}]";
}

/// <summary>An experiment that was simulated and asked.</summary>
/// <param name="Name">Of the experiment; the file's own name where it could not be read.</param>
/// <param name="StandIns">How many unspecified values the simulation had to stand in for.</param>
/// <param name="Assumptions">How many values the author assumed.</param>
/// <param name="Started">When its simulation began.</param>
public sealed record TestedExperiment(
    string File,
    string Name,
    int Runs,
    int StandIns,
    int Assumptions,
    DateTimeOffset Started,
    TimeSpan Duration,
    IReadOnlyList<TestCase> Cases
)
{
    public int Passed => Cases.Count(test => test.Outcome is TestOutcome.Passed);

    public int Failed => Cases.Count - Passed;
}
