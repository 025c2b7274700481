using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CellDsl.Language.Text;

namespace CellDsl.Language.Units;

/// <summary>
/// Reads unit text: <c>factor { ('/' | '·') factor }</c>, a factor being a listed word with an optional power or a product
/// in parentheses. Equal looking characters are folded first, one for one, so that spans stay true. It reads to the end
/// even past a mistake, so that the right spelling of the whole can be offered.
/// </summary>
internal ref struct UnitParser
{
    private const int Longest = 64;
    private const int DeepestNesting = 8;

    private readonly ReadOnlySpan<char> _text;
    private readonly ImmutableArray<UnitTerm>.Builder _terms = ImmutableArray.CreateBuilder<UnitTerm>(2);
    private int _at;
    private UnitFault _fault;
    private TextSpan? _where;
    private bool _unknown;
    private bool _slash;
    private TextSpan? _negative;

    private UnitParser(ReadOnlySpan<char> text) => _text = text;

    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out Unit? unit,
        [NotNullWhen(false)] out UnitError? error
    )
    {
        unit = null;
        error = null;
        if (text.Length > Longest)
        {
            error = new(UnitFault.TooLong, new(0, text.Length), text.ToString());
            return false;
        }

        Span<char> folded = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = Fold(text[i]);
        }

        if (UnitTable.TryFindListed(folded, out unit))
        {
            return true;
        }

        var parser = new UnitParser(folded);
        return parser.Read(text, out unit, out error);
    }

    /// <summary>Characters that look alike become one; nothing else changes.</summary>
    public static char Fold(char c) =>
        c switch
        {
            '\u03BC' => 'µ',
            '\u2126' => 'Ω',
            '\u212B' => 'Å',
            '*' or '\u22C5' or '\u2219' or '\u2022' => '·',
            '\u2212' => '-',
            '\u2215' => '/',
            '\u00BA' or '\u02DA' => '°',
            _ => c,
        };

    private bool Read(
        ReadOnlySpan<char> original,
        [NotNullWhen(true)] out Unit? unit,
        [NotNullWhen(false)] out UnitError? error
    )
    {
        unit = null;
        error = null;
        if (_text.IsWhiteSpace())
        {
            error = new(UnitFault.Empty, new(0, original.Length), original.ToString());
            return false;
        }

        Product(1, 0);
        if (_at < _text.Length)
        {
            Note(UnitFault.Parenthesis, new(_at, 1));
        }

        var terms = _terms.ToImmutable();
        if (_negative is { } negative && (_slash || terms.Any(t => t.Power > 0)))
        {
            Note(UnitFault.NegativePower, negative);
        }

        if (_where is null && terms.Length > 1 && terms.Any(t => t.Unit.Kind.Tag == Tag.CRate))
        {
            error = RateError(original, terms);
            return false;
        }

        if (_where is null)
        {
            unit = UnitAlgebra.FromTerms(terms);
            if (IsWritable(unit))
            {
                return true;
            }

            unit = null;
            Note(UnitFault.TooHigh, new(0, original.Length));
        }

        var span = _where.GetValueOrDefault();
        var part = original.Slice(span.Start, span.Length).ToString();
        error = new(_fault, span, part, Suggest(original, span, terms));
        return false;
    }

    private static UnitError RateError(ReadOnlySpan<char> original, ImmutableArray<UnitTerm> terms)
    {
        var start = Math.Max(original.IndexOfAny('C', 'D'), 0);
        return new(
            UnitFault.RateInCompound,
            new(start, 1),
            original.Slice(start, 1).ToString(),
            Mended(terms)
        );
    }

    private readonly string? Suggest(
        ReadOnlySpan<char> original,
        TextSpan span,
        ImmutableArray<UnitTerm> terms
    )
    {
        var written = original.Slice(span.Start, span.Length);
        return _fault switch
        {
            UnitFault.Unknown => UnitTable.Nearest(written.ToString()) is { } word
                ? $"{original[..span.Start]}{word}{original[span.End..]}"
                : null,
            UnitFault.TooHigh or UnitFault.Empty or UnitFault.Power or UnitFault.Parenthesis => null,
            _ => _unknown || terms.IsEmpty ? null : Mended(terms),
        };
    }

    // These factors in the one right spelling; C among others is the charge that its letter is the symbol of.
    private static string? Mended(ImmutableArray<UnitTerm> terms)
    {
        ImmutableArray<UnitTerm> factors =
            terms.Length == 1
                ? terms
                :
                [
                    .. terms.Select(t =>
                        t.Unit.Kind.Tag == Tag.CRate ? t with { Unit = UnitTable.Parse("coulomb") } : t
                    ),
                ];
        var unit = UnitAlgebra.FromTerms(factors);
        return IsWritable(unit) ? unit.Symbol : null;
    }

    // Whether the unit's own symbol reads back: no power in it is above nine.
    private static bool IsWritable(Unit unit) =>
        !unit.Kind.Dimension.IsOutOfRange && unit.Terms.All(t => Math.Abs(t.Power) <= 9);

    private void Product(int sign, int depth)
    {
        var below = false;
        var first = true;
        while (true)
        {
            var operatorAt = _at;
            var separator = Separator();
            if (separator == Sign.End)
            {
                if (first)
                {
                    Note(UnitFault.Parenthesis, new(Math.Max(0, _at - 1), Math.Min(1, _text.Length)));
                }

                return;
            }

            if (first != (separator == Sign.None))
            {
                Note(
                    UnitFault.MissingFactor,
                    new(operatorAt, Math.Max(1, Math.Min(1, _text.Length - operatorAt)))
                );
            }

            if (separator == Sign.Times && below)
            {
                Note(UnitFault.AmbiguousProduct, TextSpan.FromBounds(operatorAt, _text.Length));
            }

            below |= separator == Sign.Over;
            _slash |= below;
            first = false;
            Factor(below ? -sign : sign, depth);
        }
    }

    private enum Sign
    {
        None,
        Times,
        Over,
        Blank,
        End,
    }

    // A blank is a mistake, but reads as the product that its writer meant.
    private Sign Separator()
    {
        var start = _at;
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        var blank = _at > start;
        if (_at == _text.Length || _text[_at] == ')')
        {
            return Sign.End;
        }

        if (blank)
        {
            Note(UnitFault.Blank, TextSpan.FromBounds(start, _at));
        }

        var sign = _text[_at] switch
        {
            '·' => Sign.Times,
            '/' => Sign.Over,
            _ => blank ? Sign.Blank : Sign.None,
        };
        _at += sign is Sign.Times or Sign.Over ? 1 : 0;
        return sign;
    }

    private void Factor(int sign, int depth)
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            Note(UnitFault.Blank, new(_at++, 1));
        }

        var start = _at;
        if (_at < _text.Length && _text[_at] == '(')
        {
            _at++;
            if (depth >= DeepestNesting)
            {
                Note(UnitFault.Parenthesis, new(start, 1));
                _at = _text.Length;
                return;
            }

            Product(sign, depth + 1);
            if (_at < _text.Length)
            {
                _at++;
            }
            else
            {
                Note(UnitFault.Parenthesis, new(start, 1));
            }

            return;
        }

        while (_at < _text.Length && IsWord(_text[_at]))
        {
            _at++;
        }

        var word = TextSpan.FromBounds(start, _at);
        if (word.Length == 0)
        {
            Note(UnitFault.MissingFactor, new(Math.Max(0, start - 1), 1));
            _at += _at < _text.Length && _text[_at] is not (')' or '/' or '·') ? 1 : 0;
            return;
        }

        var power = PowerOf();
        if (UnitTable.TryFindListed(_text.Slice(word.Start, word.Length), out var unit))
        {
            _terms.Add(new(unit, sign * power));
        }
        else if (!TryBareExponent(word, sign))
        {
            _unknown = true;
            Note(UnitFault.Unknown, word);
        }
    }

    // The power behind a word; a negative one is a mistake where something else could stand above the slash.
    private int PowerOf()
    {
        var start = _at;
        var caret = _at < _text.Length && _text[_at] == '^';
        _at += caret ? 1 : 0;
        var negative = _at < _text.Length && (caret ? _text[_at] == '-' : _text[_at] == '⁻');
        _at += negative ? 1 : 0;
        var digits = _at;
        var power = 0;
        while (_at < _text.Length && DigitAt(caret) is var digit && digit >= 0)
        {
            power = Math.Min((power * 10) + digit, 10);
            _at++;
        }

        if (_at == start)
        {
            return 1;
        }

        if (_at == digits || power is 0 or > 9)
        {
            Note(UnitFault.Power, TextSpan.FromBounds(start, _at));
            return 1;
        }

        if (negative)
        {
            _negative ??= TextSpan.FromBounds(start, _at);
        }

        return negative ? -power : power;
    }

    private readonly int DigitAt(bool caret) =>
        caret ? (char.IsAsciiDigit(_text[_at]) ? _text[_at] - '0' : -1) : Superscript.Digit(_text[_at]);

    private bool TryBareExponent(TextSpan word, int sign)
    {
        var text = _text.Slice(word.Start, word.Length);
        if (
            text.Length < 2
            || text[^1] is < '2' or > '9'
            || !UnitTable.TryFindListed(text[..^1], out var unit)
        )
        {
            return false;
        }

        Note(UnitFault.BareExponent, word);
        _terms.Add(new(unit, sign * (text[^1] - '0')));
        return true;
    }

    private void Note(UnitFault fault, TextSpan span)
    {
        // The first mistake is told, except that an unknown word matters more than the way it was joined.
        if (_where is null || (fault == UnitFault.Unknown && _fault != UnitFault.Unknown))
        {
            var start = Math.Min(span.Start, _text.Length);
            _fault = fault;
            _where = new(start, Math.Min(span.Length, _text.Length - start));
        }
    }

    private static bool IsWord(char c) =>
        c is not ('/' or '·' or '^' or '(' or ')' or '⁻')
        && !char.IsWhiteSpace(c)
        && Superscript.Digit(c) < 0;
}
