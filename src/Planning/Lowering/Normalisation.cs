using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>How normalised quantities become absolute ones: which fact of the cell to multiply or divide by.</summary>
internal static class Normalisation
{
    /// <param name="Divide">True where the fact divides, as an areal resistance over the area.</param>
    public readonly record struct Step(CellFact Fact, bool Divide);

    /// <summary>The fact that leads from <paramref name="given"/> to the absolute dimension; null where none does.</summary>
    public static Step? Between(Kind given, Dimension absolute)
    {
        if (given.Dimension == absolute)
            return null;
        if (given.Dimension * Dimension.Mass == absolute)
            return new(Mass(given.Basis), false);
        if (given.Dimension * Kinds.Area.Dimension == absolute)
            return new(CellFact.ElectrodeArea, false);
        if (given.Dimension / Kinds.Area.Dimension == absolute)
            return new(CellFact.ElectrodeArea, true);
        if (given.Dimension * Kinds.Charge.Dimension == absolute)
            return new(Capacity(given.Basis), false);
        return null;
    }

    public static MachineExpression Apply(MachineExpression value, Step step) =>
        step.Divide ? Code.Divide(value, Code.Fact(step.Fact)) : Code.Multiply(value, Code.Fact(step.Fact));

    private static CellFact Mass(Basis basis) =>
        basis == Basis.CompositeMass ? CellFact.CompositeMass : CellFact.ActiveMass;

    private static CellFact Capacity(Basis basis) =>
        basis == Basis.TheoreticalCapacity ? CellFact.TheoreticalCapacity : CellFact.NominalCapacity;
}
