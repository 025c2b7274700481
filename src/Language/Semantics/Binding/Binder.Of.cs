using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary><c>of</c> and <c>vs</c>.</summary>
internal sealed partial class Binder
{
    private static readonly Dictionary<string, Basis> s_bases = new()
    {
        ["active"] = Basis.ActiveMass,
        ["composite"] = Basis.CompositeMass,
        ["electrode"] = Basis.ElectrodeArea,
        ["area"] = Basis.ElectrodeArea,
        ["nominal"] = Basis.NominalCapacity,
        ["measured"] = Basis.MeasuredCapacity,
        ["theoretical"] = Basis.TheoreticalCapacity,
        // What an instrument's accuracy is a share of.
        ["range"] = Basis.None,
        ["reading"] = Basis.None,
    };

    private static readonly Dictionary<string, Basis>.AlternateLookup<ReadOnlySpan<char>> s_basisLookup =
        s_bases.GetAlternateLookup<ReadOnlySpan<char>>();

    private BoundExpression BindOf(OfExpressionSyntax syntax, CellType? expected)
    {
        var left = BindExpression(syntax.Left, expected);
        bool isRatio =
            left.Type is QuantityType { Single: { IsDimensionless: true } } or ZeroType
            || (left.Type is HoleType && expected is null);
        if (BindBasis(syntax.Right, isRatio) is { } basis)
        {
            if (CountEach(syntax, left, basis) is { } list)
                return list;
            return Count(syntax, left, basis, s_bases[basis.Name], isRatio);
        }
        var right = BindExpression(syntax.Right, isRatio ? expected : SampleType.Any);
        if (left.Type is ErrorType || right.Type is ErrorType)
            return new BoundError(syntax);
        bool matter = SampleType.Any.Accepts(right.Type) && right.Type is not (HoleType or AnyType);
        if (matter && (left.Type is QuantityType or HoleType or ZeroType || left.Bare is BoundHole))
            return Select(syntax, left, right, isRatio);
        if (
            left.Type is QuantityType or ZeroType or HoleType
            && right.Type is QuantityType or ZeroType or HoleType
        )
        {
            if (isRatio || left.Type is HoleType)
                return new BoundOf(syntax, right.Type, OfRole.Scale, left, right);
            if (right is BoundObservable { Observable: var observed } && BasisOf(observed) is { } counted)
                return Count(syntax, left, right, counted, isRatio);
        }
        return Fail(syntax, Rules.MeaninglessOfAt(syntax.Location, left.Type.Article, right.Type.Article));
    }

    private static Basis? BasisOf(Observable observable) =>
        observable switch
        {
            Observable.Nominal => Basis.NominalCapacity,
            Observable.Measured => Basis.MeasuredCapacity,
            Observable.Theoretical => Basis.TheoreticalCapacity,
            _ => null,
        };

    /// <summary>A basis word, where no local has its name; a share of a capacity is a share of the quantity itself.</summary>
    private BoundBasis? BindBasis(ExpressionSyntax syntax, bool isRatio)
    {
        if (syntax is not NameExpressionSyntax { Name: { IsPresent: true } token })
            return null;
        var name = token.Chars;
        if (!s_basisLookup.TryGetValue(name, out string? known, out _) || _locals.Peek(name) is not null)
            return null;
        return isRatio && known is "nominal" or "measured" or "theoretical" ? null : new(syntax, known);
    }

    /// <summary><c>[10, 20] mA/g of active</c>: every member of the list is counted per that.</summary>
    private static BoundExpression? CountEach(
        OfExpressionSyntax syntax,
        BoundExpression left,
        BoundBasis basis
    )
    {
        if (left is BoundAssumed assumed)
        {
            return CountEach(syntax, assumed.Value, basis) is { } inner
                ? new BoundAssumed(syntax, inner, assumed.Reason)
                : null;
        }
        if (left is not BoundList { Items: [{ Type: QuantityType }, ..] items })
            return null;
        var counted = items
            .Select(
                BoundExpression (item) =>
                    item.Type is QuantityType
                        ? new BoundOf(
                            syntax,
                            WithBasis((QuantityType)item.Type, s_bases[basis.Name]),
                            OfRole.Basis,
                            item,
                            basis
                        )
                        : item
            )
            .ToArray();
        return new BoundList(syntax, new ListType(counted[0].Type), [.. counted]);
    }

    private static BoundOf Count(
        OfExpressionSyntax syntax,
        BoundExpression left,
        BoundExpression right,
        Basis basis,
        bool isRatio
    )
    {
        var type = left.Type is QuantityType quantity && !isRatio ? WithBasis(quantity, basis) : left.Type;
        bool amount = left.Type is QuantityType { Single: { } kind } && IsAmount(kind);
        return new(syntax, type, amount ? OfRole.Selection : OfRole.Basis, left, right);
    }

    /// <summary><c>5 g of LTVO</c> is an amount; <c>50 mA/g of active</c> counts per what it names.</summary>
    private static BoundOf Select(
        OfExpressionSyntax syntax,
        BoundExpression left,
        BoundExpression right,
        bool isRatio
    )
    {
        if (isRatio || left.Type is not QuantityType { Single: { } kind } || IsAmount(kind))
        {
            var type =
                left.Type is QuantityType { Single: { } own } && own == Kinds.Loading
                    ? QuantityType.Of(own.With(Basis.ActiveMass))
                    : left.Type;
            return new(syntax, type, OfRole.Selection, left, right);
        }
        return new(syntax, WithBasis((QuantityType)left.Type, Basis.ActiveMass), OfRole.Basis, left, right);
    }

    private static bool IsAmount(Kind kind)
    {
        var plain = kind.With(Basis.None);
        return plain == Kinds.Mass
            || plain == Kinds.Volume
            || plain == Kinds.Amount
            || plain == Kinds.Loading
            || plain == Kinds.Concentration
            || plain == Kinds.Molality
            || plain.IsDimensionless;
    }

    private static QuantityType WithBasis(QuantityType type, Basis basis) =>
        basis == Basis.None || type.First.IsDimensionless ? type
        : type.Single is { } kind ? QuantityType.Of(kind.With(basis))
        : QuantityType.Of([.. type.Kinds.Select(each => each.With(basis))]);

    private BoundExpression BindVersus(VersusSuffixSyntax suffix, SyntaxNode whole, BoundExpression value)
    {
        if (!suffix.Reference.IsPresent || value.Type is ErrorType)
            return new BoundError(whole);
        if (!QuantityType.Voltage.Accepts(value.Type))
            return Fail(whole, Rules.MissingReferenceAt(value.Location, value.Type.Article));
        string name = suffix.Reference.Text;
        var material = FindMaterial(name);
        if (material is not null)
            Refer(suffix.Reference.Span, material);
        else if (_locals.Find(name) is null && name is not ("SHE" or "NHE" or "RHE" or "SCE"))
        {
            Report(
                Rules.UnknownNameAt(
                    suffix.Reference.Location,
                    name,
                    Nearest(name, candidate => candidate is MaterialSymbol)
                )
            );
        }
        return new BoundVersus(whole, value.Type, value, name, material);
    }
}
