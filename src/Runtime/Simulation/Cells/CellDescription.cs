using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>Receives a cell with the type of its model, so that what is done with it is compiled for that model.</summary>
public interface ICellVisitor<out TResult>
{
    TResult Visit<TModel>(TModel cell)
        where TModel : struct, ICellModel;
}

/// <summary>Which equations stand for a cell, and with which parameters: enough to build it.</summary>
public abstract record CellDescription
{
    private CellDescription() { }

    /// <summary>As people name the model: <c>DFN</c>.</summary>
    public abstract string Method { get; }

    /// <summary>Capacity that C-rates refer to, as the model knows it, A·s; NaN where it does not.</summary>
    public abstract double NominalCapacity { get; }

    /// <summary>The same cell with its capacity, its resistance and its loss of material each times a factor.</summary>
    public abstract CellDescription Varied(double capacity, double resistance, double isolation);

    /// <summary>Builds the cell and hands it over.</summary>
    public abstract TResult Visit<TResult>(ICellVisitor<TResult> visitor);

    /// <summary>One electrode of particles against a counter electrode of constant potential.</summary>
    public sealed record OfHalfCell(HalfCellParameters With) : CellDescription
    {
        public override string Method => "half cell";

        public override double NominalCapacity => double.NaN;

        public override CellDescription Varied(double capacity, double resistance, double isolation) =>
            new OfHalfCell(
                With with
                {
                    Capacity = With.Capacity * capacity,
                    Resistance = With.Resistance * resistance,
                    Isolation = With.Isolation * isolation,
                }
            );

        public override TResult Visit<TResult>(ICellVisitor<TResult> visitor) =>
            visitor.Visit(new HalfCell(With));
    }

    /// <summary>An equivalent circuit.</summary>
    public sealed record OfCircuit(TheveninParameters With) : CellDescription
    {
        public override string Method => "Thevenin";

        public override double NominalCapacity => With.Capacity;

        public override CellDescription Varied(double capacity, double resistance, double isolation) =>
            new OfCircuit(
                With with
                {
                    Capacity = With.Capacity * capacity,
                    Resistance = With.Resistance * resistance,
                    Pairs = [.. With.Pairs.Select(p => (p.Resistance * resistance, p.Time))],
                }
            );

        public override TResult Visit<TResult>(ICellVisitor<TResult> visitor) =>
            visitor.Visit(new Thevenin(With));
    }

    /// <summary>Two electrodes of one particle each, without or with an electrolyte.</summary>
    public sealed record OfParticles(CellParameters With, bool HasElectrolyte) : CellDescription
    {
        public override string Method => HasElectrolyte ? "SPMe" : "SPM";

        public override double NominalCapacity => With.NominalCapacity;

        public override CellDescription Varied(double capacity, double resistance, double isolation) =>
            new OfParticles(Varied(With, capacity, resistance, isolation), HasElectrolyte);

        public override TResult Visit<TResult>(ICellVisitor<TResult> visitor) =>
            HasElectrolyte
                ? visitor.Visit(new SingleParticle<DiffusingElectrolyte>(With))
                : visitor.Visit(new SingleParticle<UniformElectrolyte>(With));
    }

    /// <summary>Two porous electrodes, in so many volumes.</summary>
    public sealed record OfPorousElectrodes(CellParameters With, int Negative, int Separator, int Positive)
        : CellDescription
    {
        public override string Method => "DFN";

        public override double NominalCapacity => With.NominalCapacity;

        public override CellDescription Varied(double capacity, double resistance, double isolation) =>
            new OfPorousElectrodes(
                Varied(With, capacity, resistance, isolation),
                Negative,
                Separator,
                Positive
            );

        public override TResult Visit<TResult>(ICellVisitor<TResult> visitor) =>
            visitor.Visit(new PorousElectrode(With, Negative, Separator, Positive));
    }

    /// <summary>Capacity varies by the coated area, so that both electrodes stay in balance.</summary>
    private static CellParameters Varied(
        CellParameters with,
        double capacity,
        double resistance,
        double isolation
    ) =>
        with with
        {
            Area = with.Area * capacity,
            ContactResistance = with.ContactResistance * resistance,
            Negative = with.Negative with { LossPerThroughput = with.Negative.LossPerThroughput * isolation },
            Positive = with.Positive with { LossPerThroughput = with.Positive.LossPerThroughput * isolation },
        };
}
