using System.Runtime.CompilerServices;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Lexing;

/// <summary>
/// Cuts UTF-16 text into tokens by width, one at a time. What depends on the place of a token (is a comma between
/// digits a decimal comma, may a formula follow) the layout pass tells before it asks for the next one.
/// </summary>
internal ref partial struct Lexer
{
    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private bool _breakSeen;
    private SyntaxKind _previous;

    public Lexer(ReadOnlySpan<char> text)
    {
        _text = text;
        if (text.Length > 0 && text[0] == '\uFEFF')
            _position = 1;
        FullStart = 0;
        Kind = SyntaxKind.None;
        _previous = SyntaxKind.None;
        FormulaAllowed = false;
    }

    public SyntaxKind Kind { get; private set; }

    /// <summary>Where the token with its leading trivia begins.</summary>
    public int FullStart { get; private set; }

    /// <summary>Where the token's text begins.</summary>
    public int Start { get; private set; }

    public int Width { get; private set; }

    /// <summary>Where the token with its trailing trivia ends.</summary>
    public readonly int FullEnd => _position;

    public TokenFlags Flags { get; private set; }

    public SyntaxProblem? Problem { get; private set; }

    /// <summary>The token is a name that reads <c>formula</c>.</summary>
    public bool IsFormulaWord { get; private set; }

    /// <summary>Set by the layout pass: inside <c>( )</c> or <c>[ ]</c> a comma between digits separates values.</summary>
    public bool InBrackets { get; set; }

    /// <summary>Set by the layout pass: the <c>]</c> just read closed a list, so a unit may follow.</summary>
    public bool AfterList { get; set; }

    /// <summary>Set by the layout pass: the <c>:</c> just read stands behind <c>formula</c>.</summary>
    public bool FormulaAllowed { get; set; }

    public readonly int LeadingWidth => Start - FullStart;

    public readonly int TrailingWidth => _position - Start - Width;

    public readonly ReadOnlySpan<char> Text => _text.Slice(Start, Width);

    public readonly ReadOnlySpan<char> Source => _text;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly char At(int position) => (uint)position < (uint)_text.Length ? _text[position] : '\0';

    /// <summary>Reads the next token; <see cref="SyntaxKind.EndOfFile"/> again and again at the end.</summary>
    public void Next()
    {
        var previous = Kind;
        int previousEnd = Start + Width;
        int position = _position;
        FullStart = position == 1 && Kind == SyntaxKind.None ? 0 : position;
        bool breakBefore = _breakSeen;
        Problem = null;
        IsFormulaWord = false;

        // Leading trivia
        while ((uint)position < (uint)_text.Length)
        {
            char c = _text[position];
            if (c > '/')
            {
                if (c < 128 || !CharacterClass.IsBlank(c))
                    break;
                position++;
            }
            else if (c is ' ' or '\t')
            {
                position++;
            }
            else if (c is '\n' or '\r')
            {
                breakBefore = true;
                position++;
            }
            else if (c == '/' && At(position + 1) == '/')
            {
                position = LineEnd(position);
            }
            else if (CharacterClass.IsBlank(c))
            {
                position++;
            }
            else
            {
                break;
            }
        }

        Start = position;
        var flags = breakBefore ? TokenFlags.LineBreakBefore : TokenFlags.None;
        if (position == previousEnd && previous != SyntaxKind.None)
            flags |= TokenFlags.Tight;
        Flags = flags;
        _previous = previous;
        if ((uint)position >= (uint)_text.Length)
        {
            Kind = SyntaxKind.EndOfFile;
            Width = 0;
            _position = position;
            return;
        }
        position = Scan(position);
        Width = position - Start;
        _position = SkipTrailing(position);
    }

    /// <summary>Leaves out the rest of the text: the next and last token is the end of the file.</summary>
    public void SkipToEnd()
    {
        _position = _text.Length;
        _breakSeen = false;
        Next();
    }

    /// <summary>Blanks, a comment and the line break behind a token.</summary>
    private int SkipTrailing(int position)
    {
        _breakSeen = false;
        while ((uint)position < (uint)_text.Length)
        {
            char c = _text[position];
            if (c == ' ')
            {
                position++;
                continue;
            }
            if (c == '\n')
            {
                _breakSeen = true;
                return position + 1;
            }
            if (c > '/' && c < 128)
                return position;
            if (c == '\r')
            {
                _breakSeen = true;
                return At(position + 1) == '\n' ? position + 2 : position + 1;
            }
            if (c == '/' && At(position + 1) == '/')
            {
                position = LineEnd(position);
                continue;
            }
            if (!CharacterClass.IsBlank(c))
                return position;
            position++;
        }
        return position;
    }

    private readonly int LineEnd(int position)
    {
        int length = _text[position..].IndexOfAny('\n', '\r');
        return length < 0 ? _text.Length : position + length;
    }

    private readonly bool IsUnitPlace =>
        (Flags & TokenFlags.LineBreakBefore) == 0
        && (_previous == SyntaxKind.Number || (_previous == SyntaxKind.CloseBracket && AfterList));

    /// <summary>Reads the text of one token, sets its kind and returns where it ends.</summary>
    private int Scan(int position)
    {
        char c = _text[position];
        if (FormulaAllowed)
        {
            FormulaAllowed = false;
            if (TryFormula(position, out int formulaEnd))
                return formulaEnd;
        }
        if (CharacterClass.IsNameStart(c))
            return IsUnitPlace && TryUnit(position, out int unitEnd) ? unitEnd : ScanWord(position);
        return CharacterClass.IsDigit(c) ? ScanNumber(position) : ScanSign(position, c);
    }

    private int Become(SyntaxKind kind, int end)
    {
        Kind = kind;
        return end;
    }

    /// <summary>A sign that other languages have and this one spells differently.</summary>
    private int BecomeForeign(SyntaxKind kind, int end, string replacement)
    {
        Problem = Rules.ForeignOperatorAt(LeadingWidth, end - Start, replacement);
        return Become(kind, end);
    }

    private int ScanWord(int position)
    {
        int start = position++;
        while ((uint)position < (uint)_text.Length && CharacterClass.IsNamePart(_text[position]))
            position++;
        int length = position - start;
        if (length is < 2 or > SyntaxFacts.LongestWord || _text[start] > 'z')
            return Become(SyntaxKind.Name, position);
        var word = _text.Slice(start, length);
        var kind = SyntaxFacts.WordKind(word);
        if (kind == SyntaxKind.Name)
            IsFormulaWord = length == 7 && word.SequenceEqual("formula");
        if (_previous == SyntaxKind.DeclarationWord && At(position) == '.' && IsAfterSchema())
        {
            position = ScanDottedName(position);
            kind = SyntaxKind.Name;
        }
        return Become(kind, position);
    }

    /// <summary>A schema's name may be a path: <c>schema cell.positive</c> describes a block inside a declaration.</summary>
    private readonly bool IsAfterSchema()
    {
        var before = _text[..Start].TrimEnd();
        return before.EndsWith("schema");
    }

    private readonly int ScanDottedName(int position)
    {
        while (At(position) == '.' && CharacterClass.IsNameStart(At(position + 1)))
        {
            position += 2;
            while (CharacterClass.IsNamePart(At(position)))
                position++;
        }
        return position;
    }
}
