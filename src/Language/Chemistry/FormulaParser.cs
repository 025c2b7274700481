using System.Collections.Immutable;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>
/// Reads the text of a formula:
/// <code>
/// formula = adduct { ('·' | '*') adduct } ;         adduct = [number] part { part } ;
/// part    = ( SYMBOL | '(' part { part } ')' ) [ subscript ] [ '(' ROMAN ')' ] ;
/// subscript = number | '[' sum ']' ;
/// </code>
/// Blanks may stand between parts; lowered digits are digits. A Roman numeral in parentheses behind an element is its
/// oxidation state, unless a subscript follows it.
/// </summary>
internal sealed class FormulaParser
{
    private const int Deepest = 24;

    private readonly string _text;
    private readonly List<FormulaError> _errors = [];
    private readonly ImmutableArray<FormulaName>.Builder _names = ImmutableArray.CreateBuilder<FormulaName>();
    private int _at;

    private FormulaParser(string text) => _text = text;

    public static FormulaReading Parse(string text)
    {
        var parser = new FormulaParser(text);
        var adducts = parser.Adducts();
        return new(
            new Formula(text, adducts, parser._names.ToImmutable()),
            [.. parser._errors.OrderBy(e => e.Span.Start)]
        );
    }

    private ImmutableArray<FormulaAdduct> Adducts()
    {
        var adducts = ImmutableArray.CreateBuilder<FormulaAdduct>(1);
        SkipBlanks();
        if (AtEnd)
        {
            Fail(FormulaFault.Empty, new(0, _text.Length));
            return [];
        }

        while (true)
        {
            SkipBlanks();
            var start = _at;
            var before = _errors.Count;
            var amount = Subscript() ?? FormulaAmount.One(_at);
            var parts = Parts(0);
            if (parts.IsEmpty && _errors.Count == before)
            {
                Fail(FormulaFault.EmptyGroup, TextSpan.FromBounds(start, _at));
            }

            adducts.Add(new(amount, parts, TextSpan.FromBounds(start, _at)));
            if (AtEnd)
            {
                return adducts.ToImmutable();
            }

            _at++;
        }
    }

    // Parts up to a dot, a closing parenthesis of the caller or the end.
    private ImmutableArray<FormulaPart> Parts(int depth)
    {
        var parts = ImmutableArray.CreateBuilder<FormulaPart>();
        while (true)
        {
            SkipBlanks();
            if (AtEnd || IsDot(Here) || (Here == ')' && depth > 0))
            {
                return parts.ToImmutable();
            }

            if (char.IsAsciiLetter(Here))
            {
                AddElement(parts);
            }
            else if (Here == '(')
            {
                AddGroup(parts, depth);
            }
            else
            {
                var start = _at++;
                // Half a character is none that a message could show.
                if (char.IsHighSurrogate(Here0(start)) && char.IsLowSurrogate(Here0(_at)))
                    _at++;
                Fail(
                    Here0(start) == ')' ? FormulaFault.Unclosed : FormulaFault.UnexpectedCharacter,
                    new(start, _at - start)
                );
            }
        }
    }

    private void AddElement(ImmutableArray<FormulaPart>.Builder parts)
    {
        var start = _at++;
        while (!AtEnd && char.IsAsciiLetterLower(Here))
        {
            _at++;
        }

        var symbol = TextSpan.FromBounds(start, _at);
        var known = Elements.TryFind(_text.AsSpan(start, symbol.Length), out var element);
        if (!known)
        {
            symbol = FailSymbol(symbol);
        }

        var amount = Subscript() ?? FormulaAmount.One(_at);
        var state = State();
        CheckHydrateDot(amount);
        if (element is not null)
        {
            parts.Add(new FormulaElement(element, amount, state, symbol, TextSpan.FromBounds(start, _at)));
        }
    }

    // LI is one wrong symbol, not lithium's first letter and iodine.
    private TextSpan FailSymbol(TextSpan symbol)
    {
        if (symbol.Length == 1 && !AtEnd && char.IsAsciiLetterUpper(Here))
        {
            var both = new TextSpan(symbol.Start, 2);
            var text = _text.Substring(both.Start, 2);
            if (Elements.All.Any(e => e.Symbol.Equals(text, StringComparison.OrdinalIgnoreCase)))
            {
                _at++;
                symbol = both;
            }
        }

        var written = _text.Substring(symbol.Start, symbol.Length);
        Fail(FormulaFault.UnknownElement, symbol, Elements.Nearest(written));
        return symbol;
    }

    private void AddGroup(ImmutableArray<FormulaPart>.Builder parts, int depth)
    {
        var start = _at++;
        if (depth >= Deepest)
        {
            Fail(FormulaFault.TooDeep, new(start, 1));
            _at = _text.Length;
            return;
        }

        var before = _errors.Count;
        var inner = Parts(depth + 1);
        var closed = !AtEnd && Here == ')';
        if (!closed)
        {
            Fail(FormulaFault.Unclosed, new(start, 1));
        }

        _at += closed ? 1 : 0;
        if (closed && inner.IsEmpty && _errors.Count == before)
        {
            Fail(FormulaFault.EmptyGroup, TextSpan.FromBounds(start, _at));
        }

        var amount = Subscript() ?? FormulaAmount.One(_at);
        CheckHydrateDot(amount);
        var behind = _at;
        if (State() is not null)
        {
            Fail(FormulaFault.MisplacedState, TextSpan.FromBounds(behind, _at));
        }

        parts.Add(new FormulaGroup(inner, amount, TextSpan.FromBounds(start, _at)));
    }

    // The number behind (or, for an adduct, before) something; null where there is none.
    private FormulaAmount? Subscript()
    {
        if (AtEnd)
        {
            return null;
        }

        if (Here == '[')
        {
            return BracketSubscript();
        }

        var start = _at;
        var number = Number();
        return number is { } value ? new FormulaNumber(value, TextSpan.FromBounds(start, _at)) : null;
    }

    private FormulaAmount BracketSubscript()
    {
        var open = _at++;
        var close = _text.IndexOf(']', open);
        if (close < 0)
        {
            Fail(FormulaFault.Unclosed, new(open, 1));
            _at = _text.Length;
            return FormulaAmount.One(_text.Length);
        }

        var inner = TextSpan.FromBounds(open + 1, close);
        var sum = SubscriptParser.Parse(_text, inner, Deepest, _names, out var wrong);
        _at = close + 1;
        if (sum is null)
        {
            Fail(FormulaFault.BadSubscript, wrong.Length > 0 ? wrong : TextSpan.FromBounds(open, close + 1));
        }

        return sum ?? FormulaAmount.One(close);
    }

    private Rational? Number()
    {
        var start = _at;
        Span<char> digits = stackalloc char[32];
        var length = 0;
        while (!AtEnd && length < digits.Length)
        {
            if (Digit(_at) is var digit && digit >= 0)
            {
                digits[length++] = (char)('0' + digit);
            }
            else if (Here == '.' && length > 0 && !digits[..length].Contains('.') && Digit(_at + 1) >= 0)
            {
                digits[length++] = '.';
            }
            else
            {
                break;
            }

            _at++;
        }

        if (length == 0)
        {
            return null;
        }

        if (length == digits.Length)
        {
            Fail(FormulaFault.BadSubscript, TextSpan.FromBounds(start, _at));
        }

        return Rational.TryParse(digits[..length].TrimEnd('.'), out var value) ? value : null;
    }

    private int? State()
    {
        if (AtEnd || Here != '(')
        {
            return null;
        }

        var close = _text.IndexOf(')', _at);
        if (
            close < 0
            || close - _at > 6
            || (close + 1 < _text.Length && (Digit(close + 1) >= 0 || _text[close + 1] == '['))
        )
        {
            return null;
        }

        var state = FormulaText.State(_text.AsSpan(_at + 1, close - _at - 1).Trim());
        _at = state is null ? _at : close + 1;
        return state;
    }

    private void CheckHydrateDot(FormulaAmount amount)
    {
        var written = _text.AsSpan(amount.Span.Start, amount.Span.Length);
        var rest = _text.AsSpan(_at).TrimEnd();
        if (
            written.Contains('.')
            && (rest.SequenceEqual("H2O") || rest.SequenceEqual("H₂O"))
            && !written.Contains('[')
        )
        {
            var dot = amount.Span.Start + written.IndexOf('.');
            Fail(FormulaFault.HydrateDot, new(dot, 1), "·");
        }
    }

    private void Fail(FormulaFault fault, TextSpan span, string? suggestion = null) =>
        _errors.Add(new(fault, span, _text.Substring(span.Start, span.Length), suggestion));

    private bool AtEnd => _at >= _text.Length;

    private char Here => _text[_at];

    private char Here0(int at) => _text[at];

    private int Digit(int at) =>
        at >= _text.Length ? -1
        : char.IsAsciiDigit(_text[at]) ? _text[at] - '0'
        : Superscript.LoweredDigit(_text[at]);

    private void SkipBlanks()
    {
        while (!AtEnd && char.IsWhiteSpace(Here))
        {
            _at++;
        }
    }

    private static bool IsDot(char c) => c is '·' or '*' or '⋅' or '•' or '∙';
}
