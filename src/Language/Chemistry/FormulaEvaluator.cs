using System.Collections.Immutable;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>Puts values into the subscripts of one formula.</summary>
internal sealed class FormulaEvaluator(Formula formula, IReadOnlyDictionary<string, Rational>? parameters)
{
    private readonly ImmutableArray<FormulaSite>.Builder _sites = ImmutableArray.CreateBuilder<FormulaSite>();
    private readonly List<FormulaError> _errors = [];

    public FormulaContent Evaluate()
    {
        foreach (var adduct in formula.Adducts)
        {
            Add(adduct.Parts, Value(adduct.Amount));
        }

        var sites = _sites.ToImmutable();
        return new(
            sites,
            new Composition(sites.Select(s => KeyValuePair.Create(s.Element, s.Amount))),
            [.. _errors]
        );
    }

    public Rational? Parameter(FormulaName name)
    {
        if (parameters is not null && parameters.TryGetValue(name.Name, out var value))
        {
            return value;
        }

        return Fail(
            FormulaFault.UnknownParameter,
            name.Span,
            parameters is null ? null : Spelling.Nearest(name.Name, parameters.Keys)
        );
    }

    public Rational? Fail(FormulaFault fault, TextSpan span, string? suggestion = null)
    {
        _errors.Add(new(fault, span, formula.Text.Substring(span.Start, span.Length), suggestion));
        return null;
    }

    // An amount that cannot be told leaves its atoms out, and says so.
    private void Add(ImmutableArray<FormulaPart> parts, Rational? times)
    {
        foreach (var part in parts)
        {
            var amount = Value(part.Amount) * times;
            if (part is FormulaGroup group)
            {
                Add(group.Parts, amount);
            }
            else if (part is FormulaElement element && amount is { } atoms)
            {
                _sites.Add(new(element.Element, atoms, element.State, element.Span));
            }
        }
    }

    private Rational? Value(FormulaAmount amount) =>
        amount.Evaluate(this) is not { } value ? null
        : value.Sign < 0 ? Fail(FormulaFault.NegativeAmount, amount.Span)
        : value;
}
