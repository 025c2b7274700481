using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Members, indices and arguments behind a value.</summary>
internal sealed partial class Binder
{
    private BoundExpression BindPostfix(PostfixExpressionSyntax syntax, CellType? expected)
    {
        var suffixes = syntax.Suffixes;
        int next = 0;
        BoundExpression value;
        if (expected is RedoxType || (expected is UnionType && Find<RedoxType>(expected) is not null))
            return BindRedox(syntax);
        if (syntax.Atom is NameExpressionSyntax { Name: { IsPresent: true } token } name)
            value = BindHead(syntax, name, token, suffixes, expected, ref next);
        else
            value = BindExpression(syntax.Atom, suffixes is [VersusSuffixSyntax] ? expected : null);
        for (; next < suffixes.Count && value is not BoundError; next++)
        {
            value = suffixes[next] switch
            {
                MemberAccessSyntax member => BindMember(syntax, value, member),
                IndexAccessSyntax index => BindIndex(syntax, value, index),
                PowerSuffixSyntax power => BindPower(power, syntax, value),
                VersusSuffixSyntax versus => BindVersus(versus, syntax, value),
                ArgumentListSyntax list => Fail(
                    syntax,
                    Rules.NotCallableAt(
                        list.Location,
                        value is BoundEntity e ? e.Symbol.Description : value.Type.Article
                    )
                ),
                _ => new BoundError(syntax),
            };
        }
        return value;
    }

    /// <summary>A name with what may belong to it: a module's prefix, arguments.</summary>
    private BoundExpression BindHead(
        PostfixExpressionSyntax syntax,
        NameExpressionSyntax name,
        SyntaxToken token,
        SyntaxList<SyntaxNode> suffixes,
        CellType? expected,
        ref int next
    )
    {
        if (
            suffixes[0] is MemberAccessSyntax { Name: { IsPresent: true } member }
            && _locals.Peek(token.Chars) is null
            && _names.Alias(token.Chars) is { } import
        )
        {
            next = 1;
            var declared = FindIn(import.File, member.Chars);
            if (declared is null)
            {
                return Fail(
                    syntax,
                    Rules.UnknownNameAt(
                        member.Location,
                        member.Text,
                        Spelling.Nearest(member.Text, import.File.Declarations.Select(each => each.Name))
                    )
                );
            }
            Refer(member.Span, declared);
            if (!declared.IsPublic && !import.File.IsStandard)
                return Fail(
                    syntax,
                    Rules.NotPublicAt(member.Location, declared.Description, declared.Location)
                );
            if (suffixes.Count > 1 && suffixes[1] is ArgumentListSyntax prefixed)
            {
                next = 2;
                return BindCall(syntax, declared, prefixed);
            }
            return Entity(syntax, declared);
        }
        if (suffixes[0] is not ArgumentListSyntax list)
            return BindName(name, suffixes[0] is VersusSuffixSyntax ? expected : null);
        next = 1;
        if (_locals.Peek(token.Chars) is null && Intrinsics.TryFind(token.Chars, out var function))
            return BindIntrinsic(syntax, function, list);
        return BindCallByName(syntax, token, list, expected);
    }

    private static DeclarationSymbol? FindIn(SourceFile file, ReadOnlySpan<char> name)
    {
        foreach (var declaration in file.Declarations)
        {
            if (IsValue(declaration) && name.SequenceEqual(declaration.Name))
                return declaration;
        }
        return null;
    }

    private BoundExpression BindCallByName(
        PostfixExpressionSyntax syntax,
        SyntaxToken token,
        ArgumentListSyntax list,
        CellType? expected
    )
    {
        if (_locals.Find(token.Chars) is { } local)
        {
            Refer(token.Span, local);
            return Fail(syntax, Rules.NotCallableAt(list.Location, local.Description));
        }
        DeclarationSymbol? callee = null;
        foreach (var candidate in _names.Candidates(token.Chars))
        {
            if (candidate is RouteSymbol or ElectrodeSymbol or CellSymbol or ProtocolSymbol or MaterialSymbol)
            {
                callee = candidate;
                break;
            }
        }
        if (callee is not null)
        {
            Refer(token.Span, callee);
            return BindCall(syntax, callee, list);
        }
        var other = FindValue(token.Chars, expected);
        BindStrayArguments(list);
        if (other is null && Observables.TryFind(token.Chars, out _, out _))
            return Fail(syntax, Rules.NotCallableAt(list.Location, $"the measured `{token.Text}`"));
        if (other is null)
            return ReportUnknown(syntax, token, expected);
        return Fail(syntax, Rules.NotCallableAt(list.Location, other.Description));
    }

    // So that what is wrong or used in them is still seen.
    private void BindStrayArguments(ArgumentListSyntax list)
    {
        foreach (var argument in list.Arguments)
            BindExpression(argument.Value, null);
    }

    private BoundExpression BindIndex(SyntaxNode whole, BoundExpression target, IndexAccessSyntax syntax)
    {
        var label = target switch
        {
            BoundIteration iteration => iteration.Label,
            BoundPart { Part: LabelSymbol part } => part,
            _ => null,
        };
        var outer = _indexLabel;
        bool outerIndex = _inIndex;
        (_indexLabel, _inIndex) = (label, target.Type is ResultType);
        var index = BindExpression(syntax.Index, QuantityType.Count);
        (_indexLabel, _inIndex) = (outer, outerIndex);
        index = ExpectLoosely(index, QuantityType.Count, new("an index", null));
        CellType? type = target.Type switch
        {
            ResultType result => new ResultType(result.Scope, result.Subject, isSeries: false),
            ListType list => list.Element,
            EntityType entity => entity,
            HoleType or AnyType or ErrorType => target.Type,
            _ => null,
        };
        if (type is not null)
            return new BoundIndex(whole, type, target, index);
        return Fail(whole, Rules.MisplacedAt(syntax.Location, "an index", $"behind {target.Type.Article}"));
    }

    private BoundExpression BindMember(SyntaxNode whole, BoundExpression target, MemberAccessSyntax syntax)
    {
        if (!syntax.Name.IsPresent)
            return new BoundError(whole);
        return target.Type switch
        {
            ResultType result => BindResultMember(whole, target, result, syntax.Name),
            SampleType => BindSampleMember(whole, target, syntax.Name),
            EntityType { Exact: MeasurementSymbol } => new BoundFinding(
                whole,
                AnyType.Instance,
                target,
                syntax.Name.Text
            ),
            EntityType { Exact: { } entity } => BindPropertyAccess(whole, target, entity, syntax.Name),
            HoleType or AnyType => new BoundFinding(whole, AnyType.Instance, target, syntax.Name.Text),
            ErrorType => new BoundError(whole),
            _ => Fail(
                whole,
                Rules.UnknownMemberAt(syntax.Name.Location, syntax.Name.Text, target.Type.Article, null, [])
            ),
        };
    }

    private BoundExpression BindSampleMember(SyntaxNode whole, BoundExpression target, SyntaxToken token)
    {
        string name = token.Text;
        if (
            Array.Find(_names.Candidates(name), candidate => candidate is MeasurementSymbol) is
            { } measurement
        )
        {
            Refer(token.Span, measurement);
            return new BoundPart(
                whole,
                new ResultType(ResultScope.Measurement, measurement, false),
                target,
                measurement
            );
        }
        QuantityType? type = name switch
        {
            "mass" => QuantityType.Of(Kinds.Mass),
            "volume" => QuantityType.Of(Kinds.Volume),
            "amount" => QuantityType.Of(Kinds.Amount),
            _ => null,
        };
        if (type is not null)
            return new BoundPropertyAccess(whole, type, target, name, null);
        return Fail(
            whole,
            Rules.UnknownMemberAt(
                token.Location,
                name,
                target.Type.Article,
                null,
                ["mass", "volume", "amount"]
            )
        );
    }

    private BoundExpression BindPropertyAccess(
        SyntaxNode whole,
        BoundExpression target,
        DeclarationSymbol entity,
        SyntaxToken token
    )
    {
        string name = token.Text;
        if (entity.Properties.ValueOf(name) is { } value)
            return new BoundPropertyAccess(whole, value.Type, target, name, value);
        // What follows from a formula is computed where it is used.
        QuantityType? computed = (entity, name) switch
        {
            (MaterialSymbol, "molar_mass") => QuantityType.Of(Kinds.MolarMass),
            (MaterialSymbol, "theoretical_capacity") => QuantityType.Of(Kinds.SpecificCapacity),
            _ => null,
        };
        if (computed is not null)
            return new BoundPropertyAccess(whole, computed, target, name, null);
        var known = entity.Properties.Items.Select(item => item.Name).ToList();
        return Fail(
            whole,
            Rules.UnknownMemberAt(
                token.Location,
                name,
                entity.Description,
                Spelling.Nearest(name, known),
                known
            )
        );
    }
}
