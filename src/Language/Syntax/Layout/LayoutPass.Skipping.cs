using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Layout;

internal ref partial struct LayoutPass
{
    private readonly bool HasJunk => _junkWidth > 0;

    private readonly int Nesting => _frames.Count + _outerNesting + _chain + _prefixes;

    /// <summary>The last problem of the text that was kept.</summary>
    private SyntaxProblem? LastJunk
    {
        readonly get => _junkProblems?[^1];
        set
        {
            if (_junkProblems is { } problems && value is not null)
                problems[^1] = value;
        }
    }

    /// <summary>Keeps text for the trivia of the next token.</summary>
    private void AddJunk(int width, SyntaxProblem? problem)
    {
        if (_junkWidth == 0)
            _junkFlags = _lexer.Flags & TokenFlags.LineBreakBefore;
        if (problem is not null)
        {
            ProblemCount++;
            (_junkProblems ??= []).Add(problem.Shift(_junkWidth));
        }
        _junkWidth += width;
    }

    private GreenToken TakeJunk(GreenToken token)
    {
        if (_junkWidth == 0)
            return token;
        var joined = new GreenToken(
            token.Kind,
            token.LeadingWidth,
            token.Width,
            token.TrailingWidth,
            token.Flags & ~TokenFlags.Tight | _junkFlags,
            [.. token.Problems]
        ).WithSkipped(_junkWidth, _junkProblems is null ? [] : [.. _junkProblems]);
        _junkWidth = 0;
        _junkProblems = null;
        return joined;
    }

    /// <summary>
    /// Counts what nests without brackets, so that neither the grammar nor the binder runs out of stack; false where
    /// the limit is reached and the rest of the statement was skipped.
    /// </summary>
    private bool CountNesting()
    {
        switch (_lexer.Kind)
        {
            case SyntaxKind.NotKeyword:
            case SyntaxKind.AssumedKeyword:
            case SyntaxKind.OfKeyword:
                _prefixes++;
                break;
            case SyntaxKind.Minus:
                _prefixes = TokenSets.OperandEnds.Contains(_previous) ? 0 : _prefixes + 1;
                break;
            case SyntaxKind.ThenKeyword:
            case SyntaxKind.ElseKeyword:
                _chain++;
                _prefixes = 0;
                return WithinLimit();
            case SyntaxKind.Comma:
            case SyntaxKind.AndKeyword:
            case SyntaxKind.OrKeyword:
            case >= SyntaxKind.EqualsSign and <= SyntaxKind.Slash:
                _prefixes = 0;
                return true;
            default:
                return true;
        }
        return WithinLimit();
    }

    private bool WithinLimit()
    {
        if (Nesting < DeepestNesting)
            return true;
        SkipTooDeep();
        return false;
    }

    /// <summary>
    /// Skips from the current token to the bracket that closes it or, where it is no bracket, to the end of its line
    /// outside of brackets.
    /// </summary>
    private void SkipTooDeep()
    {
        int from = _lexer.FullStart;
        int start = _lexer.Start;
        int end;
        int open = 0;
        bool wholeBracket = TokenSets.Openers.Contains(_lexer.Kind);
        do
        {
            if (TokenSets.Openers.Contains(_lexer.Kind))
                open++;
            else if (TokenSets.Closers.Contains(_lexer.Kind))
                open--;
            end = _lexer.Start + _lexer.Width;
            _lexer.Next();
        } while (!IsEndOfSkipped(open, wholeBracket));
        IsLostInDepth |= open > 0;
        var problem = Rules.TooDeepAt(start - from, end - start, DeepestNesting);
        AddJunk(_lexer.FullStart - from, problem);
        _held = true;
    }

    private readonly bool IsEndOfSkipped(int open, bool wholeBracket)
    {
        if (_lexer.Kind == SyntaxKind.EndOfFile)
            return true;
        if (open > 0)
            return false;
        return wholeBracket
            || (_lexer.Flags & TokenFlags.LineBreakBefore) != 0
            || _lexer.Kind == SyntaxKind.StatementEnd
            || TokenSets.Closers.Contains(_lexer.Kind);
    }

    /// <summary>After too many problems the rest of the file is one piece of skipped text.</summary>
    private void GiveUp()
    {
        int from = _held ? _lexer.FullStart : _lexer.FullEnd;
        _held = false;
        int rest = _lexer.Source.Length - from;
        _lexer.SkipToEnd();
        AddJunk(rest, Rules.TooManyProblemsAt(0, rest, SyntaxParser.MostProblems));
    }
}
