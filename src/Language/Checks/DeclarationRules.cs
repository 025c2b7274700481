using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Checks;

/// <summary>
/// The rules for one declaration after the other. What is wrong with one may depend on it, on those that it names, directly
/// or not, and on which names there are in the file: nothing else is looked at again after an edit.
/// </summary>
internal sealed class DeclarationRules
{
    private readonly BoundParts _parts = new();

    /// <summary>Appends what is wrong with a declaration and its members.</summary>
    public void Collect(DeclarationSymbol declaration, List<Diagnostic> found)
    {
        Action<Diagnostic> report = found.Add;
        var body = declaration.Body;
        found.AddRange(declaration.Header.Diagnostics.AsSpan());
        found.AddRange(body.Diagnostics.AsSpan());
        _parts.Read(body);
        if (declaration is RouteSymbol or CellSymbol or ElectrodeSymbol or ExperimentSymbol)
            SampleFlow.Check(declaration, report);
        ImpossibleValues.Check(_parts, report);
        UsualValues.Check(declaration, _parts, report);
        EmptyBlocks.Check(declaration, _parts, report);
        TemperatureScales.Check(declaration, _parts, report);
        TemperaturePrograms.Check(_parts, report);
        switch (declaration)
        {
            case MaterialSymbol material:
                MaterialChemistry.Check(material, report);
                break;
            case RouteSymbol route:
                RouteYield.Check(route, report);
                break;
            case CellSymbol cell:
                CellLimits.Check(cell, report);
                break;
            case ProtocolSymbol protocol:
                StepEnds.Check(protocol, report);
                MeasuredConditions.Check(protocol, report);
                StepGuards.Check(_parts, report);
                FittingBounds.Check(_parts, report);
                OneWayCycles.Check(_parts, report);
                TemperatureWaits.Check(_parts, report);
                break;
        }
        Reachability.Check(declaration, report);
        foreach (var member in body.Members)
            Collect(member, found);
    }
}
