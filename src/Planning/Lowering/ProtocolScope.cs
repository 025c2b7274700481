using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning.Lowering;

/// <summary>What the names in one call of a protocol stand for.</summary>
internal sealed class ProtocolScope
{
    private readonly Dictionary<Symbol, Lowered> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Symbol, int> _flags = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Symbol, (BoundExpression? Value, ProtocolScope Scope)> _static = new(
        ReferenceEqualityComparer.Instance
    );

    public void Bind(Symbol symbol, Lowered value) => _numbers[symbol] = value;

    public void BindFlag(Symbol symbol, int slot) => _flags[symbol] = slot;

    /// <summary>Binds a value that is no number, to be read in the scope in which it was written; null for none.</summary>
    public void Bind(Symbol symbol, BoundExpression? value, ProtocolScope scope) =>
        _static[symbol] = (value, scope);

    public bool TryNumber(Symbol symbol, out Lowered value) => _numbers.TryGetValue(symbol, out value);

    public bool TryFlag(Symbol symbol, out int slot) => _flags.TryGetValue(symbol, out slot);

    /// <summary>The expression that a name stands for, followed through names that only stand for others.</summary>
    public (BoundExpression? Value, ProtocolScope Scope) Resolve(BoundExpression? expression)
    {
        var (value, scope) = (expression, this);
        for (int depth = 0; depth < 64; depth++)
        {
            Symbol? symbol = value?.Bare switch
            {
                BoundParameter parameter => parameter.Symbol,
                BoundLocal local => local.Symbol,
                _ => null,
            };
            if (symbol is null || !scope._static.TryGetValue(symbol, out var next))
                break;
            (value, scope) = next;
        }
        return (value, scope);
    }
}
