using System.Runtime.CompilerServices;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Binds the declarations of one file, each when it is asked for.</summary>
internal sealed class FileBinder(SourceFile file) : IDeclarationBinder, ISchemaBinder
{
    private readonly ConditionalWeakTable<DeclarationSymbol, LabSymbol> _labs = [];

    public SourceFile File { get; } = file;

    /// <summary>Remembers in which lab the members stand, so that they see each other.</summary>
    public void Enclose(IEnumerable<DeclarationSymbol> members, LabSymbol lab)
    {
        foreach (var member in members)
            _labs.AddOrUpdate(member, lab);
    }

    /// <summary>The lab that a member stands in, or null.</summary>
    public LabSymbol? LabOf(DeclarationSymbol member) => _labs.TryGetValue(member, out var lab) ? lab : null;

    public DeclarationHeader BindHeader(DeclarationSymbol symbol) =>
        symbol.Syntax is { Parameters: null, Target: null, Class: null }
            ? DeclarationHeader.Empty
            : new Binder(this, symbol).BindHeader();

    public DeclarationBody BindBody(DeclarationSymbol symbol) =>
        symbol.Syntax is { Value: null, Body: null } && symbol is not StockSymbol
            ? DeclarationBody.Empty
            : new Binder(this, symbol).BindBody();

    public Schema BindSchema(SchemaSymbol symbol)
    {
        var binder = new Binder(this, symbol);
        return symbol.Syntax.Body is { } body ? binder.BindSchema(symbol.Name, body) : new(symbol.Name, []);
    }
}
