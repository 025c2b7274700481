using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What stands behind the colon of a parameter or in a schema.</summary>
internal sealed partial class Binder
{
    private static readonly Dictionary<string, CellType> s_coreTypes = new()
    {
        ["Text"] = TextType.Instance,
        ["Formula"] = FormulaType.Instance,
        ["RedoxCouple"] = RedoxType.Instance,
        ["Name"] = WordType.Instance,
        ["YesNo"] = BooleanType.Instance,
        ["Any"] = AnyType.Instance,
        ["Phrase"] = PhraseType.Instance,
        ["Mixture"] = MixtureType.Instance,
        ["Sample"] = SampleType.Any,
        ["Observable"] = ObservableType.Instance,
    };

    private static readonly Dictionary<string, CellType>.AlternateLookup<
        ReadOnlySpan<char>
    > s_coreTypeLookup = s_coreTypes.GetAlternateLookup<ReadOnlySpan<char>>();

    private CellType BindType(ExpressionSyntax syntax, bool yields = false)
    {
        switch (syntax)
        {
            case OrExpressionSyntax or:
                return new UnionType([.. or.Operands.Select(operand => BindType(operand))]);
            case ParenthesizedExpressionSyntax { Items: [var only] }:
                return BindType(only, yields);
            case OfExpressionSyntax { Left: NameExpressionSyntax { Name: var left } } of:
                return BindTypeOf(left, of);
            case NameExpressionSyntax { Name: { IsPresent: true } name }:
                return BindTypeName(name, yields);
            case NameExpressionSyntax:
                return ErrorType.Instance;
            default:
                Report(Rules.UnknownKindAt(syntax.Location, syntax.Text, null));
                return ErrorType.Instance;
        }
    }

    private CellType BindTypeOf(SyntaxToken left, OfExpressionSyntax of)
    {
        switch (left.Chars)
        {
            case "list":
                return new ListType(BindType(of.Right));
            case "range":
                return new RangeType(BindType(of.Right));
        }
        var outer = BindTypeName(left, yields: false);
        var inner = BindType(of.Right);
        return (outer, inner) switch
        {
            (SampleType form, SampleType { Material: { } material }) => new SampleType(form.Form, material),
            (ErrorType, _) or (_, ErrorType) => ErrorType.Instance,
            _ => Unknown(of),
        };

        ErrorType Unknown(OfExpressionSyntax syntax)
        {
            Report(Rules.UnknownKindAt(syntax.Location, syntax.Text, null));
            return ErrorType.Instance;
        }
    }

    private CellType BindTypeName(SyntaxToken token, bool yields)
    {
        var name = token.Chars;
        if (yields && name is "same")
            return SameType.Instance;
        if (s_coreTypeLookup.TryGetValue(name, out var core))
            return core;
        if (Kinds.TryFind(name, out var kind))
            return QuantityType.Of(kind);
        string text = token.Text;
        if (DeclarationWords.OfType(text) is { } word)
            return new EntityType(word, null, null);
        if (FindTypeSymbol(name) is { } symbol)
        {
            Refer(token.Span, symbol);
            return symbol switch
            {
                FormSymbol form => new SampleType(form, null),
                MaterialSymbol material => new SampleType(yields ? material.Form : null, material),
                _ => new EntityType(DeclarationWords.Instrument, symbol, null),
            };
        }
        if (_names.HasCategory(text))
            return new TermType(text, null);
        if (!_names.IsPoisoned(text))
            Report(Rules.UnknownKindAt(token.Location, text, NearestKind(text)));
        return ErrorType.Instance;
    }

    private DeclarationSymbol? FindTypeSymbol(ReadOnlySpan<char> name)
    {
        foreach (var candidate in _names.Candidates(name))
        {
            if (candidate is FormSymbol or MaterialSymbol or ClassSymbol)
                return candidate;
        }
        return FindForm(name);
    }

    /// <summary>Forms are found whichever case their first letter has: <c>makes sheet</c>, <c>form: Sheet</c>.</summary>
    private FormSymbol? FindForm(ReadOnlySpan<char> name)
    {
        var found = Pick(name);
        if (found is not null || name.IsEmpty)
            return found;
        Span<char> other = name.Length <= 64 ? stackalloc char[name.Length] : new char[name.Length];
        name.CopyTo(other);
        other[0] = char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) : char.ToUpperInvariant(name[0]);
        return Pick(other);

        FormSymbol? Pick(ReadOnlySpan<char> spelled)
        {
            foreach (var candidate in _names.Candidates(spelled))
            {
                if (candidate is FormSymbol form)
                    return form;
            }
            return null;
        }
    }

    private MaterialSymbol? FindMaterial(ReadOnlySpan<char> name)
    {
        foreach (var candidate in _names.Candidates(name))
        {
            if (candidate is MaterialSymbol material)
                return material;
        }
        return null;
    }

    private string? NearestKind(string name) =>
        Spelling.Nearest(
            name,
            Kinds
                .Names.Select(kind => kind.Name)
                .Concat(s_coreTypes.Keys)
                .Concat(DeclarationWords.TypeNames)
                .Concat(_names.Visible().Where(IsTypeName))
        );

    private bool IsTypeName(string name) =>
        Array.Exists(
            _names.Candidates(name),
            candidate => candidate is FormSymbol or MaterialSymbol or ClassSymbol
        );

    private string? Nearest(string name, Func<DeclarationSymbol, bool> fits) =>
        Spelling.Nearest(
            name,
            _names.Visible().Where(visible => Array.Exists(_names.Candidates(visible), new(fits))).Distinct()
        );
}
