using CellDsl.Compiler.CSharp;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Loading;
using E = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Tests;

/// <summary>Shorthand to write machines by hand, and plans around them.</summary>
internal static class Fixtures
{
    public const long Second = 1_000_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;

    public static readonly SourceRef Nowhere = new("test.cell", 1, 1, 1, 2);

    public static readonly RecordRule NoRecord = new(null, null, null);

    /// <summary>The same program, with Roslyn asked to warn where something may be null.</summary>
    public static CompilationUnit CheckedForNulls(CompilationUnit unit) =>
        unit with
        {
            Files =
            [
                .. unit.Files.Select(file =>
                    file with
                    {
                        Text = file.Text.Replace(
                            "#nullable enable annotations",
                            "#nullable enable",
                            StringComparison.Ordinal
                        ),
                    }
                ),
            ],
        };

    public static E.Number N(Rational value, string spelling = "") => new(value, spelling);

    public static E.Observed O(Observable what) => new(what);

    public static E.Compared AtLeast(E left, E right) => new(Comparison.GreaterOrEqual, left, right);

    public static E.Compared AtMost(E left, E right) => new(Comparison.LessOrEqual, left, right);

    public static E.Elapsed After(int seconds) => new(N(seconds), null);

    public static MachineEnd End(string name, E condition, int? target, bool budget = false) =>
        new(name, Nowhere, condition, target, budget);

    public static MachineStep Step(
        string id,
        Contracts.ControlMode mode,
        E? setpoint,
        params MachineEnd[] ends
    ) => new(id, id.Split('#')[0], id, Nowhere, mode, setpoint, null, null, [.. ends], NoRecord, null, false);

    public static MachineBlock Enter(int step, params MachineAssignment[] assignments) =>
        new([.. assignments], new MachineExit.EnterStep(step));

    public static MachineBlock Complete(params MachineAssignment[] assignments) =>
        new([.. assignments], new MachineExit.Complete());

    /// <summary>A machine that goes through its steps, each in the block of its own number; the last block completes.</summary>
    public static Machine Chain(params MachineStep[] steps) =>
        new(
            "chain",
            Nowhere,
            [],
            [],
            [.. steps],
            [.. steps.Select((_, i) => Enter(i)), Complete()],
            0,
            [],
            [],
            []
        );

    public static Plan PlanOf(params PlanExpectation[] expectations) =>
        new(
            Plan.CurrentFormat,
            1,
            "00ff",
            [new("test", Nowhere, null, [], [], [], [], [], [], [.. expectations], [])],
            [],
            [],
            [],
            [],
            []
        );

    public static readonly SourceText[] NoSources = [new("test.cell", "-\n")];

    public static CompiledProgram Compile(Machine machine) =>
        CSharpBackend.Emit(PlanOf(), [machine], NoSources);

    /// <summary>Compiles and loads a machine, to be driven by a test.</summary>
    public static IDriver Drive(Machine machine)
    {
        var loaded = ProgramLoader.Load(Compile(machine).Assembly);
        return loaded.Program.Visit(0, new DriverFactory());
    }
}
