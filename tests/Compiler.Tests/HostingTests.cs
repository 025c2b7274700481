using System.Diagnostics;
using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Tests.Execution;
using static CellDsl.Compiler.Tests.Fixtures;
using E = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Tests;

/// <summary><c>examples/hosting</c> runs a built program without the compiler.</summary>
public sealed class HostingTests
{
    private static string Host => Path.Combine(AppContext.BaseDirectory, "hosting.dll");

    [Fact]
    public async Task A_host_runs_every_experiment_of_a_built_program()
    {
        using var folder = new TemporaryFolder();
        var plan = PlanJson.Read(new TestProgram(cycles: 2).Plan);
        var compiled = CSharpBackend.Emit(plan, [Cycling()], NoSources, new("small"));
        await File.WriteAllBytesAsync(
            folder.File("small.dll"),
            compiled.Assembly,
            TestContext.Current.CancellationToken
        );
        var (exit, output, error) = await Run(folder.File("small.dll"));
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(
            ["cycling#1", "cycling#2", "cycling#3", "cycling#4"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0])
        );
        Assert.All(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.EndsWith(": Completed, 2 cycles", line.TrimEnd(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_host_says_in_a_sentence_what_it_cannot_load()
    {
        using var folder = new TemporaryFolder();
        var (exit, output, error) = await Run(folder.Write("text.dll", "no assembly"));
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith("text.dll is not a program made by `cell build`", error, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Error)> Run(string program)
    {
        var start = new ProcessStartInfo("dotnet", [Host, program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start);
        Assert.NotNull(process);
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Charge to the upper voltage, discharge to the lower, so many times.</summary>
    private static Machine Cycling()
    {
        var cycle = new E.Slot(0);
        var next = new E.Arithmetic(ArithmeticOperator.Add, cycle, N(1));
        var late = After(100 * 3600);
        var charge = Step(
            "charge#1",
            ControlMode.Current,
            new E.Argument(0),
            End("full", AtLeast(O(Observable.Voltage), new E.Argument(1)), 2),
            End("late", late, 2)
        );
        var discharge = Step(
            "discharge#1",
            ControlMode.Current,
            new E.Negated(new E.Argument(0)),
            End("empty", AtMost(O(Observable.Voltage), new E.Argument(2)), 0),
            End("late", late, 0)
        );
        return new(
            "cycling",
            Nowhere,
            [
                new("rate", "A"),
                new("upper", "V"),
                new("lower", "V"),
                new("cycles", "1"),
                new("interval", "s"),
            ],
            [new("cycle", SlotType.Count)],
            [charge with { Cycle = 0 }, discharge with { Cycle = 0 }],
            [
                new(
                    [],
                    new MachineExit.Branch(new E.Compared(Comparison.Less, cycle, new E.Argument(3)), 1, 3)
                ),
                Enter(0, new MachineAssignment(0, next)),
                Enter(1),
                Complete(),
            ],
            0,
            [],
            [],
            []
        );
    }
}
