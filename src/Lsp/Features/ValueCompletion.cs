using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Features;

/// <summary>Values: names in scope and declared things, those of the kind that is asked for first.</summary>
public static class ValueCompletion
{
    private const int Fitting = 0;
    private const int Other = 6;

    public static void Add(Cursor cursor, CellType? expected, Place place, CompletionItems items)
    {
        AddLocals(cursor, expected, items);
        bool measures = place.Kind is PlaceKind.Protocol or PlaceKind.Ends or PlaceKind.Properties;
        if (expected is null or QuantityType or ObservableType && measures)
            AddMeasured(items, expected is null ? 3 : 2, expected);
        AddWords(expected, items);
        if (UnitCompletion.QuantitiesIn(expected).Any(type => type.Accepts(Language.Units.Kinds.CRate)))
        {
            foreach (string rate in (string[])["C/10", "C/5", "C/2", "1C"])
                items.Add(rate, CompletionKind.Value, "a C-rate", 1);
        }
        foreach (var declaration in Vocabulary.Visible(cursor.Document.File))
        {
            if (declaration is OperationSymbol or SchemaSymbol or ExperimentSymbol or LabSymbol)
                continue;
            bool fits = expected is not null and not QuantityType && Fits(expected, declaration);
            if (fits || (expected is null && declaration is not (TermSymbol or ClassSymbol)))
                items.Symbol(declaration, fits ? 1 : Other);
        }
        items.Keyword(
            "assumed",
            "what is filled in by habit: counted and shown",
            7,
            "assumed ${1:value} \"${0:why}\""
        );
        items.Keyword("unspecified", "left open: counted and shown", 7);
    }

    /// <summary>Parameters, samples and loop variables.</summary>
    public static void AddLocals(Cursor cursor, CellType? expected, CompletionItems items, int rank = Fitting)
    {
        foreach (var symbol in LocalNames.At(cursor.Document.File, cursor.Position).Reverse())
        {
            if (symbol is EndSymbol)
                continue;
            var type = SlotFinder.TypeOf(symbol);
            bool fits = expected is null || (type is not null && expected.Accepts(type));
            items.Local(symbol, fits ? rank : Other);
        }
    }

    /// <summary>What can be observed while a step runs.</summary>
    public static void AddMeasured(CompletionItems items, int rank, CellType? expected = null)
    {
        foreach (var (name, type) in Vocabulary.Measured)
        {
            bool fits = expected is null or ObservableType || expected.Accepts(type);
            items.Add(name, CompletionKind.Field, Describe.Words(type), fits ? rank : Other);
        }
        foreach (string function in Vocabulary.Functions)
            items.Add(function, CompletionKind.Function, null, 5, $"{function}($0)");
    }

    private static void AddWords(CellType? expected, CompletionItems items)
    {
        if (Alternatives(expected).Any(type => type is BooleanType))
        {
            items.Keyword("yes", null, 1);
            items.Keyword("no", null, 1);
        }
        if (Alternatives(expected).Any(type => type is FormulaType))
            NameCompletion.AddElements(items, 3);
    }

    private static bool Fits(CellType expected, DeclarationSymbol declaration) =>
        Alternatives(expected)
            .Any(type =>
                type switch
                {
                    TermType term => declaration is TermSymbol word && word.Category == term.Category,
                    SampleType or MixtureType => declaration is MaterialSymbol
                        && expected.Accepts(declaration.ValueType),
                    AnyType or WordType => false,
                    _ => declaration is not TermSymbol && type.Accepts(declaration.ValueType),
                }
            );

    /// <summary>The types that a value may have, lists and ranges taken apart.</summary>
    private static IEnumerable<CellType> Alternatives(CellType? type) =>
        type switch
        {
            null => [],
            UnionType union => union.Alternatives.SelectMany(Alternatives),
            ListType list => Alternatives(list.Element),
            RangeType range => Alternatives(range.Element),
            _ => [type],
        };
}
