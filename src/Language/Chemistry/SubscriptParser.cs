using System.Collections.Immutable;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>Reads the arithmetic in a bracketed subscript: <c>+ - * /</c>, parentheses, numbers and names.</summary>
internal ref struct SubscriptParser
{
    private const int LongestChain = 64;

    private readonly string _text;
    private readonly int _end;
    private readonly int _deepest;
    private readonly ImmutableArray<FormulaName>.Builder _names;
    private int _at;
    private int _depth;
    private int _joined;

    private SubscriptParser(
        string text,
        TextSpan span,
        int deepest,
        ImmutableArray<FormulaName>.Builder names
    )
    {
        _text = text;
        _at = span.Start;
        _end = span.End;
        _deepest = deepest;
        _names = names;
    }

    /// <summary>The amount; or null, and where it stops being one.</summary>
    public static FormulaAmount? Parse(
        string text,
        TextSpan span,
        int deepest,
        ImmutableArray<FormulaName>.Builder names,
        out TextSpan wrong
    )
    {
        var parser = new SubscriptParser(text, span, deepest, names);
        var sum = parser.Sum();
        parser.SkipBlanks();
        if (sum is not null && parser._at == span.End)
        {
            wrong = default;
            return sum;
        }

        wrong = TextSpan.FromBounds(parser._at, Math.Min(parser._at + 1, span.End));
        return null;
    }

    private FormulaAmount? Sum()
    {
        var left = Product();
        while (left is not null && Take("+-−") is { } sign)
        {
            left = Product() is { } right ? Join(sign is '+' ? '+' : '-', left, right) : null;
        }

        return left;
    }

    private FormulaAmount? Product()
    {
        var left = Factor();
        while (left is not null && Take("*·/") is { } sign)
        {
            left = Factor() is { } right ? Join(sign is '/' ? '/' : '*', left, right) : null;
        }

        return left;
    }

    private FormulaAmount? Factor()
    {
        SkipBlanks();
        var start = _at;
        if (++_depth > _deepest)
        {
            return null;
        }

        FormulaAmount? factor = null;
        if (Take("-−") is not null)
        {
            factor = Factor() is { } operand
                ? new FormulaNegation(operand, TextSpan.FromBounds(start, _at))
                : null;
        }
        else if (Take("(") is not null)
        {
            factor = Sum();
            factor = factor is not null && Take(")") is not null ? factor : null;
        }
        else if (_at < _end && char.IsAsciiDigit(_text[_at]))
        {
            factor = Number();
        }
        else if (_at < _end && (char.IsLetter(_text[_at]) || _text[_at] == '_'))
        {
            factor = Name();
        }

        _depth--;
        return factor;
    }

    private FormulaNumber? Number()
    {
        var start = _at;
        while (_at < _end && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
        {
            _at++;
        }

        var span = TextSpan.FromBounds(start, _at);
        if (Rational.TryParse(_text.AsSpan(start, span.Length), out var value))
        {
            return new(value, span);
        }

        _at = start;
        return null;
    }

    private FormulaName Name()
    {
        var start = _at;
        while (_at < _end && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        var name = new FormulaName(_text[start.._at], TextSpan.FromBounds(start, _at));
        _names.Add(name);
        return name;
    }

    private char? Take(string signs)
    {
        SkipBlanks();
        if (_at < _end && signs.Contains(_text[_at], StringComparison.Ordinal))
        {
            return _text[_at++];
        }

        return null;
    }

    private void SkipBlanks()
    {
        while (_at < _end && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    // A chain nests to the left; one longer than any formula's would nest too deep to evaluate.
    private FormulaOperation? Join(char sign, FormulaAmount left, FormulaAmount right) =>
        ++_joined > LongestChain
            ? null
            : new(sign, left, right, TextSpan.FromBounds(left.Span.Start, right.Span.End));
}
