using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;
using CellDsl.Runtime.Tests.Simulation.Reference;

namespace CellDsl.Runtime.Tests.Simulation;

/// <summary>
/// Discharges from the published initial state against two solvers that were written apart from the product. The
/// tolerances are some three times what was found; docs/models.md has the table.
/// </summary>
public sealed class ReferenceTests
{
    private const int Samples = 12;

    public static TheoryData<string, double, double, double> Porous =>
        new()
        {
            // Set, C-rate, the reference's step (s), mV.
            { "chen", 0.05, 120, 0.1 },
            { "chen", 1, 10, 0.5 },
            { "chen", 2, 5, 2.5 },
            { "marquis", 1, 10, 0.5 },
        };

    [Theory]
    [MemberData(nameof(Porous))]
    public void Porous_electrodes_follow_the_method_of_lines(
        string set,
        double rate,
        double step,
        double tolerance
    )
    {
        var (cell, functions) = Set(set);
        var reference = new ReferenceCell(
            cell,
            functions,
            rate,
            perElectrode: 24,
            inSeparator: 8,
            shells: 36
        );
        var model = new PorousElectrode(cell);
        Drive.Put(ref model, ControlMode.Current, -cell.Current(rate));
        double every = Math.Round(Hours(set) * 3600 / rate / Samples / step) * step;
        double sum = 0;
        for (int i = 0; i < Samples; i++)
        {
            if (i == 0)
            {
                reference.Advance(step / 100, 20);
                reference.Advance(step / 20, 16);
            }
            reference.Advance(step, (int)Math.Round(every / step) - (i == 0 ? 1 : 0));
            Drive.On(ref model, every, longest: 60);
            sum += Math.Pow(model.Voltage - reference.Voltage, 2);
        }
        Assert.InRange(1e3 * Math.Sqrt(sum / Samples), 0, tolerance);
    }

    /// <summary>What examples/models/chen_2020.cell expects, A·h.</summary>
    [Theory]
    [InlineData(0.05, 120, 5.090)]
    [InlineData(1, 10, 4.938)]
    [InlineData(2, 5, 4.729)]
    public void The_example_states_the_capacities_that_the_reference_finds(
        double rate,
        double step,
        double capacity
    )
    {
        var cell = Chen2020.Parameters;
        var reference = new ReferenceCell(
            cell,
            ReferenceFunctions.Chen,
            rate,
            perElectrode: 24,
            inSeparator: 8,
            shells: 36
        );
        reference.Advance(step / 100, 20);
        reference.Advance(step / 20, 16);
        double time = step;
        double before = reference.Voltage;
        while (reference.Voltage > cell.LowerCutOff)
        {
            // The knee at the end is steep: finer steps there.
            double next = reference.Voltage < 2.9 ? step / 10 : step;
            before = reference.Voltage;
            reference.Advance(next, 1);
            time += next;
            if (reference.Voltage <= cell.LowerCutOff)
                time -= next * (cell.LowerCutOff - reference.Voltage) / (before - reference.Voltage);
        }
        Assert.Equal(capacity, rate * 5 * time / 3600, 0.002 * capacity);
    }

    [Theory]
    [InlineData("chen", 0.05, 0.15)]
    [InlineData("chen", 1, 0.9)]
    [InlineData("chen", 2, 0.9)]
    [InlineData("marquis", 1, 0.85)]
    public void Single_particles_follow_explicit_steps(string set, double rate, double hours)
    {
        const double Step = 0.02;
        var (cell, functions) = Set(set);
        var reference = new ExplicitSingleParticle(cell, functions, rate, shells: 50, across: 18, between: 2);
        var plain = new SingleParticle<UniformElectrolyte>(cell);
        var salted = new SingleParticle<DiffusingElectrolyte>(cell);
        Drive.Put(ref plain, ControlMode.Current, -cell.Current(rate));
        Drive.Put(ref salted, ControlMode.Current, -cell.Current(rate));
        double every = Math.Round(hours * 3600 / rate / Samples);
        double ofPlain = 0;
        double ofSalted = 0;
        for (int i = 0; i < Samples; i++)
        {
            reference.Advance(Step, (int)Math.Round(every / Step));
            Drive.On(ref plain, every, longest: 60);
            Drive.On(ref salted, every, longest: 60);
            ofPlain += Math.Pow(plain.Voltage - reference.PlainVoltage, 2);
            ofSalted += Math.Pow(salted.Voltage - reference.Voltage, 2);
        }
        Assert.InRange(1e3 * Math.Sqrt(ofPlain / Samples), 0, 0.3);
        // At 2C the reference's own 38 volumes are some 1 mV off.
        Assert.InRange(1e3 * Math.Sqrt(ofSalted / Samples), 0, rate > 1 ? 2 : 0.6);
    }

    [Theory]
    [InlineData(0.05, 0.5)]
    [InlineData(1, 8)]
    [InlineData(2, 40)]
    public void A_particle_with_electrolyte_comes_near_the_porous_electrode(double rate, double tolerance)
    {
        var cell = Chen2020.Parameters;
        var porous = new PorousElectrode(cell);
        var salted = new SingleParticle<DiffusingElectrolyte>(cell);
        Drive.Put(ref porous, ControlMode.Current, -cell.Current(rate));
        Drive.Put(ref salted, ControlMode.Current, -cell.Current(rate));
        double sum = 0;
        for (int i = 0; i < Samples; i++)
        {
            Drive.On(ref porous, 3300 / rate / Samples, longest: 200);
            Drive.On(ref salted, 3300 / rate / Samples, longest: 200);
            // At 2C the porous electrode is empty at the separator before the time is up.
            if (porous.Voltage > cell.LowerCutOff)
                sum += Math.Pow(porous.Voltage - salted.Voltage, 2) / Samples;
        }
        Assert.InRange(1e3 * Math.Sqrt(sum), 0, tolerance);
    }

    private static (CellParameters, ReferenceFunctions) Set(string name) =>
        name == "chen"
            ? (Chen2020.Parameters, ReferenceFunctions.Chen)
            : (Marquis2019.Parameters, ReferenceFunctions.Marquis);

    /// <summary>How long a discharge at 1C is followed, h.</summary>
    private static double Hours(string set) => set == "chen" ? 0.9 : 0.85;
}
