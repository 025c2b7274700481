using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Routes, electrodes, cells and protocols with arguments; materials with notes; functions of the core.</summary>
internal sealed partial class Binder
{
    private List<ProtocolSymbol>? _protocolsRun;
    private List<LabelSymbol>? _labelsRun;

    private BoundExpression BindCall(SyntaxNode whole, DeclarationSymbol callee, ArgumentListSyntax list)
    {
        if (callee is MaterialSymbol material)
            return BindPortion(whole, material, list);
        var given = new BoundExpression?[callee.Parameters.Length];
        int position = 0;
        bool fine = true;
        foreach (var argument in list.Arguments)
        {
            int index = FindSlot(callee, argument, ref position);
            if (index < 0)
            {
                fine = false;
                BindQuietly(argument.Value);
                continue;
            }
            if (given[index] is { } first)
            {
                var what = $"`{callee.Parameters[index].Name}`";
                Report(Rules.GivenTwiceAt(argument.Location, what, first.Location));
                continue;
            }
            given[index] = BindArgument(argument.Value, callee, callee.Parameters[index]);
        }
        // What has no place is most likely what would be missing.
        var arguments = fine
            ? Fill(callee, given, whole, CalleeLocation(whole))
            : FillQuietly(callee, given, whole);
        if (
            callee is ProtocolSymbol protocol
            && _place == Place.Experiment
            && _protocolsRun?.Contains(protocol) != true
        )
        {
            (_protocolsRun ??= []).Add(protocol);
            (_labelsRun ??= []).AddRange(LabelsIn(protocol.Body.Block));
        }
        return new BoundCall(whole, YieldOf(callee), callee, arguments);
    }

    private static Location CalleeLocation(SyntaxNode whole) =>
        whole is PostfixExpressionSyntax { Atom: var atom } ? atom.Location : whole.Location;

    private static CellType YieldOf(DeclarationSymbol callee) =>
        callee switch
        {
            RouteSymbol when callee.Header.Makes is [var makes, ..] => makes,
            RouteSymbol or ElectrodeSymbol => SampleType.Any,
            _ => new EntityType(callee.Word, null, callee),
        };

    /// <summary>The parameter of an argument by name, or by place for one without a name; negative with a report.</summary>
    private int FindSlot(DeclarationSymbol callee, ArgumentSyntax argument, ref int position)
    {
        var parameters = callee.Parameters;
        if (!argument.Name.IsPresent)
        {
            if (position < parameters.Length)
                return position++;
            Report(
                Rules.TooManyOperandsAt(
                    argument.Location,
                    callee.Description,
                    parameters.Length,
                    !StandardLibrary.Holds(callee.Location)
                )
            );
            return -1;
        }
        for (int i = 0; i < parameters.Length; i++)
        {
            if (argument.Name.Chars.SequenceEqual(parameters[i].Name))
            {
                Refer(argument.Name.Span, parameters[i]);
                return i;
            }
        }
        var names = parameters.Select(parameter => parameter.Name).ToList();
        string name = argument.Name.Text;
        Report(
            Rules.UnknownArgumentAt(
                argument.Name.Location,
                name,
                callee.Description,
                Spelling.Nearest(name, names),
                names
            )
        );
        return -1;
    }

    private BoundExpression BindArgument(
        SyntaxNode syntax,
        DeclarationSymbol callee,
        ParameterSymbol parameter
    )
    {
        string? outer = _what;
        _what = parameter.Name;
        var value = BindValue(syntax, parameter.Type);
        _what = outer;
        return Fit(value, callee, parameter);
    }

    private BoundExpression Fit(BoundExpression value, DeclarationSymbol callee, ParameterSymbol parameter)
    {
        value = Expect(value, parameter.Type, Asked.Argument(callee, parameter));
        if (parameter.Range is { } range)
            CheckRange(value, parameter.Name, range);
        return value;
    }

    /// <summary>One argument for each parameter: given, by default, absent or a hole.</summary>
    private ImmutableArray<BoundArgument> Fill(
        DeclarationSymbol callee,
        BoundExpression?[] given,
        SyntaxNode whole,
        Location at
    )
    {
        var arguments = ImmutableArray.CreateBuilder<BoundArgument>(given.Length);
        for (int i = 0; i < given.Length; i++)
        {
            var parameter = callee.Parameters[i];
            if (given[i] is { } value)
                arguments.Add(new(parameter, value, ArgumentOrigin.Given));
            else if (parameter.Default is { } @default)
                arguments.Add(new(parameter, @default, ArgumentOrigin.Default));
            else if (parameter.IsOptional)
                arguments.Add(new(parameter, null, ArgumentOrigin.None));
            else
                arguments.Add(new(parameter, LeaveOpen(callee, parameter, whole, at), ArgumentOrigin.Hole));
        }
        return arguments.MoveToImmutable();
    }

    /// <summary>What a preposition would have brought is a hole; an operand or an argument that is missing is a mistake.</summary>
    private BoundExpression LeaveOpen(
        DeclarationSymbol callee,
        ParameterSymbol parameter,
        SyntaxNode whole,
        Location at
    )
    {
        if (callee is OperationSymbol && parameter.Preposition is not null)
            return Hole(whole, parameter.Type, HoleOrigin.Omitted, parameter.Name, at);
        string spelling =
            callee is OperationSymbol
                ? $"{callee.Name} {parameter.Name}"
                : $"{callee.Name}({parameter.Name}: …)";
        return Fail(
            whole,
            Rules.MissingArgumentAt(at, $"`{callee.Name}`", parameter.Name, parameter.Type.Article, spelling)
        );
    }

    private BoundPortion BindPortion(SyntaxNode whole, MaterialSymbol material, ArgumentListSyntax list)
    {
        var schema = _names.SchemaOf("portion");
        var notes = ImmutableArray.CreateBuilder<BoundProperty>();
        foreach (var argument in list.Arguments)
        {
            string? outer = _what;
            _what = argument.Name.IsPresent ? argument.Name.Text : "amount";
            var property = argument.Name.IsPresent ? schema?.Find(argument.Name.Text) : null;
            if (argument.Name.IsPresent && schema is not null && property is null)
                ReportUnknownProperty(argument.Name, "portion", schema);
            var value = BindExpression(argument.Value, property?.Type);
            if (property is not null)
                value = Expect(value, property.Type, Asked.Property(property));
            else if (!argument.Name.IsPresent && IsBareNumber(value))
                value = Fail(
                    argument,
                    Rules.WrongThingAt(
                        value.Location,
                        "a bare number",
                        "an amount or a concentration",
                        $"`{material.Name} (…)`",
                        null
                    )
                );
            _what = outer;
            string name = argument.Name.IsPresent ? argument.Name.Text : NoteName(value.Type);
            notes.Add(new(argument, name, property, [value], null));
        }
        var entity = Entity(CalleeSyntax(whole), material);
        return new(whole, entity.Type, entity, notes.DrainToImmutable());
    }

    private static bool IsBareNumber(BoundExpression value) =>
        value.Bare is BoundQuantity { Value.Unit.IsOne: true } or BoundText or BoundTruth;

    private static SyntaxNode CalleeSyntax(SyntaxNode whole) =>
        whole is PostfixExpressionSyntax { Atom: var atom } ? atom : whole;

    /// <summary>A note without a name is called after its kind: <c>5.5 mol/L</c> is the concentration.</summary>
    private static string NoteName(CellType type) =>
        type is QuantityType quantity ? quantity.Title.ToLowerInvariant() : "amount";

    private BoundExpression BindIntrinsic(SyntaxNode whole, Intrinsic function, ArgumentListSyntax list)
    {
        var operands = ImmutableArray.CreateBuilder<BoundExpression>();
        var options = ImmutableArray.CreateBuilder<BoundProperty>();
        bool fine = true;
        foreach (var argument in list.Arguments)
        {
            CellType? expected = argument.Name.Chars switch
            {
                "over" => QuantityType.Time,
                "count" => QuantityType.Count,
                _ => null,
            };
            var value = BindExpression(argument.Value, expected);
            if (!argument.Name.IsPresent)
                operands.Add(value);
            else if (expected is null)
            {
                string name = argument.Name.Text;
                Report(
                    Rules.UnknownArgumentAt(
                        argument.Name.Location,
                        name,
                        $"`{CalleeSyntax(whole).Text}`",
                        Spelling.Nearest(name, ["over", "count"]),
                        ["over", "count"]
                    )
                );
            }
            else
            {
                value = Expect(value, expected, Asked.Named(argument.Name.Text));
                options.Add(new(argument, argument.Name.Text, null, [value], null));
            }
            fine &= value.Type is not ErrorType;
        }
        if (!fine)
            return new BoundError(whole);
        string? missing = MissingIn(function, operands.Count, options);
        if (missing is not null)
        {
            string callee = CalleeSyntax(whole).Text;
            return Fail(
                whole,
                Rules.MissingArgumentAt(
                    CalleeLocation(whole),
                    $"`{callee}`",
                    missing,
                    missing == "over" ? "the window of time" : "a value",
                    missing == "over" ? $"{callee}(…, over: 10 min)" : $"{callee}(…, {missing}: …)"
                )
            );
        }
        var values = operands.DrainToImmutable();
        var type = IntrinsicType(function, values);
        return new BoundIntrinsic(whole, type, function, values, options.DrainToImmutable());
    }

    private static string? MissingIn(Intrinsic function, int operands, IEnumerable<BoundProperty> options) =>
        operands == 0 ? "value"
        : function is Intrinsic.Slope or Intrinsic.Mean && !options.Any(option => option.Name == "over")
            ? "over"
        : function
            is Intrinsic.Random
                or Intrinsic.LatinHypercube
                or Intrinsic.Linear
                or Intrinsic.Logarithmic
        && !options.Any(option => option.Name == "count")
            ? "count"
        : null;

    private static CellType IntrinsicType(Intrinsic function, ImmutableArray<BoundExpression> operands)
    {
        var first = operands[0].Type;
        switch (function)
        {
            case Intrinsic.Slope when first is QuantityType quantity:
                return KindSets.Combine(quantity, QuantityType.Time, KindAlgebra.Divide, out _)
                    ?? (CellType)QuantityType.Of(Kinds.HeatingRate);
            case Intrinsic.Zip:
                return new ListType(new TupleType([.. operands.Select(operand => ElementOf(operand.Type))]));
            case Intrinsic.LatinHypercube when operands.Length > 1:
                return new ListType(new TupleType([.. operands.Select(operand => ElementOf(operand.Type))]));
            case Intrinsic.Random or Intrinsic.LatinHypercube or Intrinsic.Linear or Intrinsic.Logarithmic:
                return new ListType(ElementOf(first));
            default:
                return first;
        }
    }

    private static CellType ElementOf(CellType type) =>
        type switch
        {
            ListType list => list.Element,
            RangeType range => range.Element,
            _ => type,
        };
}
