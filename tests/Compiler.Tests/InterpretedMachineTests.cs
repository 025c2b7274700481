using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Tests;
using CsCheck;
using static CellDsl.Compiler.Tests.RandomMachineTests;

namespace CellDsl.Compiler.Tests;

/// <summary>Compiled machines beside the interpreter that says what the intermediate form means.</summary>
public sealed class InterpretedMachineTests
{
    [Fact]
    public void Every_machine_does_as_the_intermediate_form_says() =>
        Gen.Int[0, 1 << 20].Holds(seed => ForEach(seed, Compare), iter: Batches, threads: 1);

    internal static void Compare(Machine machine, Func<IDriver> make, int seed)
    {
        var driver = make();
        double[] arguments = [.. Enumerable.Range(0, machine.Parameters.Count).Select(i => i + 1.5)];
        var random = new Random(seed);
        driver.Now = RandomMachine.Next(random, default);
        var meaning = new MachineInterpreter(machine, driver.Cell, arguments);
        Same(meaning.Start(driver.Now), driver.Start(arguments), machine, meaning, driver);
        for (int i = 0; i < Ticks; i++)
        {
            driver.Now = RandomMachine.Next(random, driver.Now);
            Same(meaning.Tick(driver.Now), driver.Tick(), machine, meaning, driver);
        }
    }

    private static void Same(
        TickResult expected,
        TickResult actual,
        Machine machine,
        MachineInterpreter meaning,
        IDriver driver
    )
    {
        Assert.Equal(expected, actual);
        var (said, done) = (meaning.Command, driver.Command);
        Assert.Equal(
            (said.Step, said.StepCount, said.EndedStep, said.EndedBy),
            (done.Step, done.StepCount, done.EndedStep, done.EndedBy)
        );
        if (expected is TickResult.Stay or TickResult.Moved)
        {
            Assert.Equal((said.Mode, said.Cycle, said.Uncounted), (done.Mode, done.Cycle, done.Uncounted));
            Assert.Equal(
                (said.Setpoint, said.CurrentLimit, said.Temperature),
                (double.IsNaN(done.Setpoint) ? 0 : done.Setpoint, done.CurrentLimit, done.Temperature)
            );
            if (said.Mode == ControlMode.Impedance)
                Assert.Equal(
                    (said.FirstFrequency, said.LastFrequency),
                    (done.FirstFrequency, done.LastFrequency)
                );
        }
        if (expected == TickResult.Stopped)
            Assert.Equal(meaning.StopReason, driver.StopReason);
        var layout = new StateLayout(machine, []);
        for (int i = 0; i < machine.Slots.Count; i++)
        {
            var field = driver[layout.Slot(i)["state.".Length..]];
            Assert.NotNull(field);
            Assert.Equal(meaning.Slot(machine.Slots[i].Name), Convert.ToDouble(field, null));
        }
    }
}
