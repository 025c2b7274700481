using CellDsl.Language.Semantics.Binding;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>Makes the symbol of a declaration by its word.</summary>
internal static class SymbolFactory
{
    /// <summary>Null where the name is missing, which the parser has reported.</summary>
    public static DeclarationSymbol? Create(DeclarationSyntax syntax, FileBinder binder)
    {
        if (!syntax.Name.IsPresent)
            return null;
        return syntax.Word.Chars switch
        {
            DeclarationWords.Material => new MaterialSymbol(syntax, DeclarationWords.Material, binder),
            DeclarationWords.Chemical => new MaterialSymbol(syntax, DeclarationWords.Chemical, binder),
            DeclarationWords.Electrolyte => new MaterialSymbol(syntax, DeclarationWords.Electrolyte, binder),
            DeclarationWords.Route => new RouteSymbol(syntax, DeclarationWords.Route, binder),
            DeclarationWords.Electrode => new ElectrodeSymbol(syntax, DeclarationWords.Electrode, binder),
            DeclarationWords.Cell => new CellSymbol(syntax, DeclarationWords.Cell, binder),
            DeclarationWords.Protocol => new ProtocolSymbol(syntax, DeclarationWords.Protocol, binder),
            DeclarationWords.Experiment => new ExperimentSymbol(syntax, DeclarationWords.Experiment, binder),
            DeclarationWords.Lab => new LabSymbol(syntax, DeclarationWords.Lab, binder),
            DeclarationWords.Instrument => new InstrumentSymbol(syntax, DeclarationWords.Instrument, binder),
            DeclarationWords.Chamber => new ChamberSymbol(syntax, DeclarationWords.Chamber, binder),
            DeclarationWords.Stock => new StockSymbol(syntax, DeclarationWords.Stock, binder),
            DeclarationWords.Environment => new EnvironmentSymbol(
                syntax,
                DeclarationWords.Environment,
                binder
            ),
            DeclarationWords.Operation => new OperationSymbol(syntax, DeclarationWords.Operation, binder),
            DeclarationWords.Class => new ClassSymbol(syntax, DeclarationWords.Class, binder),
            DeclarationWords.Vessel => new VesselSymbol(syntax, DeclarationWords.Vessel, binder),
            DeclarationWords.Atmosphere => new AtmosphereSymbol(syntax, DeclarationWords.Atmosphere, binder),
            DeclarationWords.Form => new FormSymbol(syntax, DeclarationWords.Form, binder),
            DeclarationWords.Term => new TermSymbol(syntax, DeclarationWords.Term, binder),
            DeclarationWords.Hazard => new HazardSymbol(syntax, DeclarationWords.Hazard, binder),
            DeclarationWords.Incompatibility => new HazardSymbol(
                syntax,
                DeclarationWords.Incompatibility,
                binder
            ),
            DeclarationWords.Measurement => new MeasurementSymbol(
                syntax,
                DeclarationWords.Measurement,
                binder
            ),
            DeclarationWords.Model => new ModelSymbol(syntax, DeclarationWords.Model, binder),
            DeclarationWords.Schema => new SchemaSymbol(syntax, DeclarationWords.Schema, binder, binder),
            _ => null,
        };
    }
}
