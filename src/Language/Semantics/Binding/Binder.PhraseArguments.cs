using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What a phrase hands to its operation: operands, and pairs of a preposition and a value.</summary>
internal sealed partial class Binder
{
    private bool BindOperands(PhraseSyntax syntax, OperationSymbol operation, BoundExpression?[] given)
    {
        var operands = syntax.Operands;
        if (operands.Count == 0)
            return true;
        int next = 0;
        for (int slot = NextOperand(operation, 0); slot >= 0; slot = NextOperand(operation, slot + 1))
        {
            if (next == operands.Count)
                return true;
            var parameter = operation.Parameters[slot];
            bool isLast = NextOperand(operation, slot + 1) < 0;
            if (!isLast || (next == operands.Count - 1 && parameter.Type is not ListType))
            {
                given[slot] = BindArgument(operands[next++], operation, parameter);
                continue;
            }
            var rest = operands.Skip(next).ToList();
            next++;
            if (TakesSeveral(parameter.Type))
                next = operands.Count;
            else
                rest.RemoveRange(1, rest.Count - 1);
            given[slot] = BindSeveral(rest, operation, parameter);
        }
        if (next == operands.Count)
            return true;
        var extra = BindQuietly(operands[next]);
        string[] prepositions =
        [
            .. operation
                .Parameters.Where(parameter =>
                    parameter.Preposition is not null && parameter.Type.Accepts(extra.Type)
                )
                .Select(parameter => parameter.Preposition ?? ""),
        ];
        Report(
            Rules.TooManyOperandsAt(
                operands[next].Location,
                $"`{operation.Name}`",
                next,
                preposition: prepositions is [var only] ? only : null
            )
        );
        return next > 0;
    }

    /// <summary>The first parameter without a preposition from an index on, or −1.</summary>
    private static int NextOperand(OperationSymbol operation, int from)
    {
        for (int i = from; i < operation.Parameters.Length; i++)
        {
            if (operation.Parameters[i].Preposition is null)
                return i;
        }
        return -1;
    }

    /// <summary>Lists, and single things of which a sentence may name several: materials and measurements.</summary>
    private static bool TakesSeveral(CellType type) =>
        type switch
        {
            ListType => true,
            EntityType entity => entity.Word is DeclarationWords.Material or DeclarationWords.Measurement,
            UnionType union => union.Alternatives.Any(TakesSeveral),
            _ => false,
        };

    private BoundExpression BindSeveral(
        List<ExpressionSyntax> values,
        OperationSymbol operation,
        ParameterSymbol parameter
    )
    {
        bool list = parameter.Type is ListType;
        if (values.Count == 1 && !list)
            return BindArgument(values[0], operation, parameter);
        var element = parameter.Type is ListType type ? type.Element : parameter.Type;
        string? outer = _what;
        _what = parameter.Name;
        var items = ImmutableArray.CreateBuilder<BoundExpression>(values.Count);
        foreach (var value in values)
        {
            var item = BindExpression(value, element);
            // A list handed over whole needs no brackets around it.
            if (values.Count == 1 && list && item.Type is ListType or HoleType)
            {
                _what = outer;
                return Fit(item, operation, parameter);
            }
            items.Add(Expect(item, element, Asked.Argument(operation, parameter)));
        }
        _what = outer;
        return new BoundList(values[0], new ListType(element), items.DrainToImmutable());
    }

    private bool BindClause(
        PrepositionClauseSyntax clause,
        OperationSymbol operation,
        BoundExpression?[] given
    )
    {
        var preposition = clause.Preposition.Chars;
        int only = -1;
        int matches = 0;
        for (int i = 0; i < given.Length; i++)
        {
            if (operation.Parameters[i].Preposition is { } own && preposition.SequenceEqual(own))
            {
                matches++;
                only = only < 0 ? i : only;
            }
        }
        if (matches == 0)
        {
            foreach (var value in clause.Values)
                BindQuietly(value);
            var known = operation
                .Parameters.Where(parameter => parameter.Preposition is not null)
                .Select(parameter => $"{parameter.Preposition} {parameter.Name}");
            string wording = clause.Preposition.Text;
            Report(
                Rules.UnknownClauseAt(
                    clause.Location,
                    wording,
                    operation.Name,
                    known,
                    SegmentWith(wording, operation.Program)
                )
            );
            return false;
        }
        if (clause.Values.Count == 0)
            return false;
        if (matches > 1)
            return BindByKind(clause, operation, given);
        return Bring(clause, operation, given, only);
    }

    private bool Bring(
        PrepositionClauseSyntax clause,
        OperationSymbol operation,
        BoundExpression?[] given,
        int index
    )
    {
        var parameter = operation.Parameters[index];
        if (given[index] is { } first)
        {
            foreach (var value in clause.Values)
                BindQuietly(value);
            Report(Rules.GivenTwiceAt(clause.Location, $"`{clause.Preposition.Text} …`", first.Location));
            return true;
        }
        if (clause.Values.Count > 1 && !TakesSeveral(parameter.Type))
            Report(Rules.TooManyOperandsAt(clause.Values[1].Location, $"`{clause.Preposition.Text}`", 1));
        given[index] =
            parameter.Type is ListType || (clause.Values.Count > 1 && TakesSeveral(parameter.Type))
                ? BindSeveral([.. clause.Values], operation, parameter)
                : BindArgument(clause.Values[0], operation, parameter);
        return true;
    }

    /// <summary>Several parameters share the preposition: the kind of the value decides.</summary>
    private bool BindByKind(
        PrepositionClauseSyntax clause,
        OperationSymbol operation,
        BoundExpression?[] given
    )
    {
        var preposition = clause.Preposition.Text;
        var value = BindExpression(clause.Values[0], null);
        var types = new List<CellType>();
        int taken = -1;
        for (int i = 0; i < given.Length; i++)
        {
            var parameter = operation.Parameters[i];
            if (parameter.Preposition != preposition)
                continue;
            types.Add(parameter.Type);
            if (!parameter.Type.Accepts(value.Type))
                continue;
            if (given[i] is not null)
            {
                taken = i;
                continue;
            }
            given[i] = Fit(value, operation, parameter);
            return true;
        }
        if (taken >= 0 && given[taken] is { } first)
            Report(Rules.GivenTwiceAt(clause.Location, $"`{preposition} …`", first.Location));
        else
            Expect(value, new UnionType([.. types]), new($"`{preposition}`", operation.Location));
        return false;
    }

    /// <summary>As <see cref="Fill"/> after a finding: what is missing is not reported and not counted.</summary>
    private static ImmutableArray<BoundArgument> FillQuietly(
        DeclarationSymbol operation,
        BoundExpression?[] given,
        SyntaxNode whole
    ) =>
        [
            .. operation.Parameters.Select(
                (parameter, i) =>
                    given[i] is { } value ? new BoundArgument(parameter, value, ArgumentOrigin.Given)
                    : parameter.Default is { } @default
                        ? new BoundArgument(parameter, @default, ArgumentOrigin.Default)
                    : parameter.IsOptional ? new BoundArgument(parameter, null, ArgumentOrigin.None)
                    : new BoundArgument(parameter, new BoundError(whole), ArgumentOrigin.Hole)
            ),
        ];
}
