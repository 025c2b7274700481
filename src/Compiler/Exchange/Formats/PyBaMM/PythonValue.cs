using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.PyBaMM;

/// <summary>A value in Python source: what an experiment is made of, and nothing that would have to be run.</summary>
internal abstract record PythonValue(TextSpan Span)
{
    public sealed record Text(string Value, TextSpan Span) : PythonValue(Span);

    public sealed record Number(Rational Value, TextSpan Span) : PythonValue(Span);

    /// <summary>A list, or a tuple, which PyBaMM takes as a cycle.</summary>
    public sealed record Sequence(bool IsTuple, List<PythonValue> Items, TextSpan Span) : PythonValue(Span);

    /// <summary><c>*items</c> inside a sequence.</summary>
    public sealed record Spread(PythonValue Items, TextSpan Span) : PythonValue(Span);

    public sealed record Times(PythonValue Items, Rational Count, TextSpan Span) : PythonValue(Span);

    /// <summary>Sequences one after the other.</summary>
    public sealed record Sum(PythonValue Left, PythonValue Right, TextSpan Span) : PythonValue(Span);

    public sealed record Name(string Value, TextSpan Span) : PythonValue(Span);

    public sealed record Call(
        string Function,
        List<PythonValue> Arguments,
        Dictionary<string, PythonValue> Named,
        TextSpan Span
    ) : PythonValue(Span);

    public sealed record Dictionary(Dictionary<string, PythonValue> Entries, TextSpan Span)
        : PythonValue(Span);
}

/// <summary>Reads Python source for the values that are assigned or called at its top level; skips all else.</summary>
internal sealed class PythonReading
{
    private const int Deepest = 100;

    private readonly SourceText _source;
    private readonly string _text;
    private int _at;

    private PythonReading(SourceText source)
    {
        _source = source;
        _text = source.Text;
    }

    /// <summary>Names with their values; calls that stand alone under the name of the function.</summary>
    public static Dictionary<string, PythonValue> Read(SourceText source)
    {
        var reading = new PythonReading(source);
        var values = new Dictionary<string, PythonValue>(StringComparer.Ordinal);
        for (int line = 0; line < source.LineCount; line++)
        {
            int start = source.LineSpan(line).Start;
            if (start < reading._at || start >= reading._text.Length)
                continue;
            reading._at = start;
            string name = reading.DottedName();
            if (name.Length == 0)
                continue;
            reading.Space(isInside: false);
            if (reading.Take('='))
            {
                if (reading.Expression(0) is { } value)
                    values.TryAdd(name, value);
            }
            else if (reading.Peek == '(' && reading.CallOf(name, start, 0) is { } call)
            {
                values.TryAdd(name, call);
            }
        }
        return values;
    }

    private char Peek => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char c)
    {
        if (Peek != c)
            return false;
        _at++;
        return true;
    }

    private void Space(bool isInside)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is ' ' or '\t' || (isInside && _text[_at] is '\n' or '\r'))
                _at++;
            else if (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\n' or '\r')
                _at += 2;
            else if (_text[_at] == '#' && isInside)
                while (_at < _text.Length && _text[_at] != '\n')
                    _at++;
            else
                return;
        }
    }

    private string DottedName()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.'))
            _at++;
        return char.IsLetter(_text.ElementAtOrDefault(start)) || _text.ElementAtOrDefault(start) == '_'
            ? _text[start.._at]
            : "";
    }

    private PythonValue? Expression(int depth)
    {
        var left = Product(depth);
        while (left is not null)
        {
            Space(depth > 0);
            if (Peek != '+')
                break;
            _at++;
            left = Product(depth) is { } right ? new PythonValue.Sum(left, right, left.Span) : null;
        }
        return left;
    }

    private PythonValue? Product(int depth)
    {
        var left = Atom(depth);
        while (left is not null)
        {
            Space(depth > 0);
            if (Peek != '*' || _text.ElementAtOrDefault(_at + 1) == '*')
                break;
            _at++;
            left = (left, Atom(depth)) switch
            {
                (_, PythonValue.Number times) => new PythonValue.Times(left, times.Value, left.Span),
                (PythonValue.Number times, { } items) => new PythonValue.Times(items, times.Value, left.Span),
                _ => null,
            };
        }
        return left;
    }

    private PythonValue? Atom(int depth)
    {
        if (depth > Deepest)
            return null;
        Space(depth > 0);
        int start = _at;
        switch (Peek)
        {
            case '[' or '(':
                return Sequence(depth);
            case '{':
                return Entries(depth);
            case '"' or '\'':
                return String();
            case '*' when depth > 0:
                _at++;
                return Atom(depth) is { } items ? Spread(items, start, depth) : null;
            case var c when char.IsAsciiDigit(c) || c is '.' or '-':
                return Numeric();
            default:
                string name = DottedName();
                if (name.Length == 0)
                    return null;
                return Peek == '(' ? CallOf(name, start, depth) : new PythonValue.Name(name, From(start));
        }
    }

    // `*[…] * 3`: repetition binds tighter than the star before it.
    private PythonValue.Spread? Spread(PythonValue items, int start, int depth)
    {
        Space(depth > 0);
        if (Peek != '*')
            return new(items, From(start));
        _at++;
        return Atom(depth) is PythonValue.Number times
            ? new(new PythonValue.Times(items, times.Value, items.Span), From(start))
            : null;
    }

    private PythonValue? Sequence(int depth)
    {
        int start = _at;
        bool isTuple = _text[_at++] == '(';
        char close = isTuple ? ')' : ']';
        var items = new List<PythonValue>();
        bool hasComma = false;
        while (true)
        {
            Space(isInside: true);
            if (Take(close))
                break;
            if (Expression(depth + 1) is not { } item)
                return null;
            items.Add(item);
            Space(isInside: true);
            if (Take(','))
                hasComma = true;
            else if (Peek != close)
                return null;
        }
        return isTuple && !hasComma && items is [var only]
            ? only
            : new PythonValue.Sequence(isTuple, items, new(start, 1));
    }

    private PythonValue.Dictionary? Entries(int depth)
    {
        int start = _at++;
        var entries = new Dictionary<string, PythonValue>(StringComparer.Ordinal);
        while (true)
        {
            Space(isInside: true);
            if (Take('}'))
                return new PythonValue.Dictionary(entries, new(start, 1));
            if (Expression(depth + 1) is not PythonValue.Text key)
                return null;
            Space(isInside: true);
            if (!Take(':') || Expression(depth + 1) is not { } value)
                return null;
            entries[key.Value] = value;
            Space(isInside: true);
            if (!Take(',') && Peek != '}')
                return null;
        }
    }

    private PythonValue.Call? CallOf(string function, int start, int depth)
    {
        _at++;
        var arguments = new List<PythonValue>();
        var named = new Dictionary<string, PythonValue>(StringComparer.Ordinal);
        while (true)
        {
            Space(isInside: true);
            if (Take(')'))
                return new(function, arguments, named, new(start, function.Length));
            int here = _at;
            string name = DottedName();
            Space(isInside: true);
            if (name.Length > 0 && Peek == '=' && _text.ElementAtOrDefault(_at + 1) != '=')
            {
                _at++;
                if (Expression(depth + 1) is not { } value)
                    return null;
                named[name] = value;
            }
            else
            {
                _at = here;
                if (Expression(depth + 1) is not { } value)
                    return null;
                arguments.Add(value);
            }
            Space(isInside: true);
            if (!Take(',') && Peek != ')')
                return null;
        }
    }

    private PythonValue.Text? String()
    {
        int start = _at;
        char quote = _text[_at++];
        int end = _at;
        while (end < _text.Length && _text[end] != quote && _text[end] != '\n')
            end++;
        if (end >= _text.Length || _text[end] != quote)
            return null;
        string value = _text[_at..end];
        _at = end + 1;
        return new(value, From(start));
    }

    private PythonValue.Number? Numeric()
    {
        int start = _at;
        while (
            _at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '_')
        )
            _at++;
        return DecimalText.TryRead(_text.AsSpan(start, _at - start), out var value)
            ? new(value, From(start))
            : null;
    }

    private TextSpan From(int start) => TextSpan.FromBounds(start, Math.Min(_at, _source.Length));
}
