using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>A <c>material</c>, a <c>chemical</c> or an <c>electrolyte</c>.</summary>
public sealed class MaterialSymbol : DeclarationSymbol
{
    internal MaterialSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }

    /// <summary>The form it comes in (<c>form: powder</c>), or null where none is stated.</summary>
    public FormSymbol? Form =>
        Properties.ValueOf("form")?.Bare is BoundEntity { Symbol: FormSymbol form } ? form : null;
}

/// <summary>A procedure that makes a sample.</summary>
public sealed class RouteSymbol : DeclarationSymbol
{
    internal RouteSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>An electrode with parameters, for use in cells.</summary>
public sealed class ElectrodeSymbol : DeclarationSymbol
{
    internal ElectrodeSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A cell: its parts, how it is put together, its limits.</summary>
public sealed class CellSymbol : DeclarationSymbol
{
    internal CellSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>What is done to a cell.</summary>
public sealed class ProtocolSymbol : DeclarationSymbol
{
    internal ProtocolSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>Runs of routes and protocols, and what is expected of them.</summary>
public sealed class ExperimentSymbol : DeclarationSymbol
{
    internal ExperimentSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>What exists: instruments, chambers, stock and environments are its members.</summary>
public sealed class LabSymbol : DeclarationSymbol
{
    internal LabSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>An instrument of a lab; its class says what it can do.</summary>
public sealed class InstrumentSymbol : DeclarationSymbol
{
    internal InstrumentSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A temperature chamber that channels share.</summary>
public sealed class ChamberSymbol : DeclarationSymbol
{
    internal ChamberSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>An amount on the shelf; its name is that of the material.</summary>
public sealed class StockSymbol : DeclarationSymbol
{
    internal StockSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A place with its own gas: a glovebox, a dry room.</summary>
public sealed class EnvironmentSymbol : DeclarationSymbol
{
    internal EnvironmentSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A class of instruments: <c>class tube_furnace: furnace</c>.</summary>
public sealed class ClassSymbol : DeclarationSymbol
{
    internal ClassSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A container.</summary>
public sealed class VesselSymbol : DeclarationSymbol
{
    internal VesselSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A gas, or none: <c>argon</c>, <c>vacuum</c>.</summary>
public sealed class AtmosphereSymbol : DeclarationSymbol
{
    internal AtmosphereSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A shape that matter has: <c>form powder: solid</c>.</summary>
public sealed class FormSymbol : DeclarationSymbol
{
    internal FormSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A word of a category: <c>term layered_rocksalt: structure</c>. Words of different categories may share a name.</summary>
public sealed class TermSymbol : DeclarationSymbol
{
    internal TermSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder)
    {
        Category = syntax.Class?.Text ?? "";
    }

    public string Category { get; }
}

/// <summary>A <c>hazard</c> or an <c>incompatibility</c>: facts for the hazard rules.</summary>
public sealed class HazardSymbol : DeclarationSymbol
{
    internal HazardSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>A characterisation of a sample: <c>xrd</c>, <c>bet</c>.</summary>
public sealed class MeasurementSymbol : DeclarationSymbol
{
    internal MeasurementSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>Parameters of a simulation model.</summary>
public sealed class ModelSymbol : DeclarationSymbol
{
    internal ModelSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }
}

/// <summary>Says which properties a declaration word, a class or a block may have.</summary>
public sealed class SchemaSymbol : DeclarationSymbol
{
    private readonly ISchemaBinder _binder;
    private Schema? _schema;

    internal SchemaSymbol(
        DeclarationSyntax syntax,
        string word,
        IDeclarationBinder binder,
        ISchemaBinder schemas
    )
        : base(syntax, word, binder) => _binder = schemas;

    public Schema Schema =>
        _schema ?? Interlocked.CompareExchange(ref _schema, _binder.BindSchema(this), null) ?? _schema;
}

/// <summary>Reads schemas.</summary>
internal interface ISchemaBinder
{
    Schema BindSchema(SchemaSymbol symbol);
}
