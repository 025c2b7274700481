using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Lexing;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Layout;

/// <summary>
/// Stands between lexer and grammar: ends statements at line breaks, balances brackets, keeps nesting within what
/// recursion can bear, and folds text that means nothing into the trivia of the next token. What comes out always
/// nests properly, so the grammar needs no recovery across statements.
/// </summary>
internal ref partial struct LayoutPass
{
    /// <summary>Levels of nesting (brackets, prefix operators, chained branches) that are read.</summary>
    public const int DeepestNesting = 128;

    /// <summary>Statements are handed on in batches of about so many tokens, which stay in the processor's cache.</summary>
    public const int BatchSize = 4096;

    /// <summary>How far the grammar looks behind the last token.</summary>
    private const int Lookahead = 2;

    /// <summary>The end of a statement at a line break or a closing brace.</summary>
    public static readonly GreenToken EndOfStatement = new(
        SyntaxKind.StatementEnd,
        0,
        0,
        0,
        TokenFlags.Missing
    );
    private static readonly GreenToken EndOfBatch = new(SyntaxKind.EndOfFile, 0, 0, 0, TokenFlags.Missing);

    private Lexer _lexer;
    private readonly ParseBuffers _buffers;
    private GreenToken[] _tokens;
    private int _count;
    private readonly BracketStack _frames;
    private SyntaxKind _previous;
    private bool _held;
    private bool _pending;
    private bool _formulaHead;
    private bool _hasJustClosed;
    private SyntaxKind _crossed;
    private int _lineIndent;
    private int _statementIndent;
    private int _missingBudget;
    private int _strayBudget;
    private int _outerNesting;
    private int _chain;
    private int _prefixes;
    private int _junkWidth;
    private TokenFlags _junkFlags;
    private List<SyntaxProblem>? _junkProblems;

    /// <param name="buffers">Takes the tokens of each batch.</param>
    /// <param name="missingBraces">From a first attempt: closing braces to be put where the indentation asks for them.</param>
    /// <param name="strayBraces">From a first attempt: closing braces to be dropped where the indentation denies them.</param>
    public LayoutPass(string text, ParseBuffers buffers, int missingBraces = 0, int strayBraces = 0)
    {
        _lexer = new(text);
        _buffers = buffers;
        _tokens = buffers.Tokens;
        _frames = buffers.Brackets;
        _frames.Clear();
        _missingBudget = missingBraces;
        _strayBudget = strayBraces;
    }

    /// <summary>The file has been read to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Problems put on tokens so far.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>Closing braces that were missing at the end of the file.</summary>
    public int MissingBraces { get; private set; }

    /// <summary>Closing braces outside all braces.</summary>
    public int StrayBraces { get; private set; }

    /// <summary>Too deep a bracket was never closed: how many braces are missing is not known.</summary>
    public bool IsLostInDepth { get; private set; }

    /// <summary>Reads whole top-level statements, ended by an <see cref="SyntaxKind.EndOfFile"/> token.</summary>
    /// <returns>The number of tokens.</returns>
    public int ReadBatch()
    {
        _count = 0;
        while (true)
        {
            if (ProblemCount > SyntaxParser.MostProblems)
                GiveUp();
            else if (_held)
                _held = false;
            else
                _lexer.Next();
            if ((_lexer.Flags & TokenFlags.LineBreakBefore) != 0)
            {
                BeginLine();
                if (_count >= BatchSize && _frames.Count == 0 && !_pending && !HasJunk)
                {
                    _held = true;
                    Add(EndOfBatch);
                    return EndBatch();
                }
            }
            if (Place())
                return EndBatch();
        }
    }

    private readonly int EndBatch()
    {
        for (int i = 0; i < Lookahead; i++)
            _tokens[_count + i] = EndOfBatch;
        return _count;
    }

    /// <summary>Puts the current token in its place; true at the end of the file.</summary>
    private bool Place()
    {
        switch (_lexer.Kind)
        {
            case SyntaxKind.Name:
                if (_lexer.IsFormulaWord && !_pending)
                {
                    Emit();
                    _formulaHead = true;
                    return false;
                }
                break;
            case SyntaxKind.Colon:
                if (_formulaHead)
                    _lexer.FormulaAllowed = true;
                _prefixes = 0;
                break;
            case SyntaxKind.OpenParen:
            case SyntaxKind.OpenBracket:
                PlaceOpen();
                return false;
            case SyntaxKind.OpenBrace:
                CloseUpToBrace();
                PlaceOpen();
                return false;
            case SyntaxKind.CloseParen:
            case SyntaxKind.CloseBracket:
                PlaceClose();
                return false;
            case SyntaxKind.CloseBrace:
                PlaceCloseBrace();
                return false;
            case SyntaxKind.StatementEnd:
                CloseUpToBrace();
                Emit();
                EndStatement();
                return false;
            case SyntaxKind.BadToken:
                AddJunk(_lexer.FullEnd - _lexer.FullStart, _lexer.Problem);
                return false;
            case SyntaxKind.EndOfFile:
                PlaceEndOfFile();
                return true;
            default:
                if (!CountNesting())
                    return false;
                break;
        }
        Emit();
        return false;
    }

    /// <summary>At the first token of a line: does the statement before end here, or a bracket that was left open?</summary>
    private void BeginLine()
    {
        int indent = IndentOfCurrent();
        if (_lexer.Kind == SyntaxKind.EndOfFile)
            return;
        if (!_frames.IsInBlock)
        {
            if (!IsLeftOpen(indent))
            {
                _lineIndent = indent;
                return;
            }
            CloseUpToBrace();
        }
        if ((_pending || HasJunk) && !Continues(indent))
        {
            if (CanOpenByIndent(indent))
                OpenByIndent();
            else
                EndStatementHere();
        }
        if (_missingBudget > 0)
            CloseByIndent(indent);
        _lineIndent = indent;
    }

    /// <summary>Blanks before the current token, which is the first of its line.</summary>
    private readonly int IndentOfCurrent()
    {
        var source = _lexer.Source;
        int start = _lexer.Start;
        int position = start;
        while (position > 0 && !CharacterClass.IsBreak(source[position - 1]))
            position--;
        return start - position;
    }

    private readonly bool Continues(int indent)
    {
        var kind = _lexer.Kind;
        // A condition that was forgotten is not the next step.
        if (_pending && _previous == SyntaxKind.UntilKeyword)
            return indent > _statementIndent;
        if (_pending && TokenSets.ContinueAfter.Contains(_previous))
            return indent > _statementIndent || !(LooksLikeStatement() || IsBehindBlankLine());
        return _pending
            && TokenSets.ContinueBefore.Contains(kind)
            && !(SyntaxFacts.IsWord(kind) && IsFollowedBy(':'));
    }

    /// <summary>A head that only a statement has: a keyword, a declaration, <c>name =</c> or <c>name:</c>.</summary>
    private readonly bool LooksLikeStatement() =>
        LooksLikeKeywordOrDeclaration()
        || _lexer.Kind is SyntaxKind.CloseBrace
        || (TokenSets.Names.Contains(_lexer.Kind) && (IsFollowedBy('=') || IsFollowedBy(':')));

    private readonly bool LooksLikeKeywordOrDeclaration()
    {
        if (TokenSets.StatementKeywords.Contains(_lexer.Kind))
            return true;
        if (_lexer.Kind != SyntaxKind.DeclarationWord)
            return false;
        var source = _lexer.Source;
        return _lexer.TrailingWidth > 0
            && _lexer.FullEnd < source.Length
            && CharacterClass.IsNameStart(source[_lexer.FullEnd]);
    }

    private readonly bool IsBehindBlankLine()
    {
        bool blank = true;
        foreach (char c in _lexer.Source.Slice(_lexer.FullStart, _lexer.LeadingWidth))
        {
            if (!CharacterClass.IsBreak(c))
                blank &= CharacterClass.IsBlank(c);
            else if (blank)
                return true;
            else
                blank = c == '\n';
        }
        return false;
    }

    private readonly bool IsFollowedBy(char sign)
    {
        var source = _lexer.Source;
        return _lexer.FullEnd < source.Length && source[_lexer.FullEnd] == sign;
    }

    /// <summary>Ends the statement before the current token, which a line break or a brace asks for.</summary>
    private void EndStatementHere()
    {
        if (HasJunk)
            EmitMissing(SyntaxKind.StatementEnd, null);
        else
            Add(EndOfStatement);
        EndStatement();
    }

    private void EndStatement()
    {
        _previous = SyntaxKind.StatementEnd;
        _pending = false;
        _formulaHead = false;
        _chain = 0;
        _prefixes = 0;
    }

    private void PlaceEndOfFile()
    {
        while (_frames.Count > 0)
        {
            if (_frames.Innermost.IsBrace)
            {
                if (_pending)
                    EndStatementHere();
                MissingBraces++;
            }
            CloseMissing();
        }
        if (_pending)
            EndStatementHere();
        Emit();
        IsDone = true;
    }

    /// <summary>Emits the current token with what junk stands before it.</summary>
    private void Emit()
    {
        if (!_pending)
        {
            _pending = true;
            _statementIndent = _lineIndent;
        }
        _formulaHead = false;
        _hasJustClosed = false;
        _previous = _lexer.Kind;
        Add(
            HasJunk || _lexer.Problem is not null
                ? SlowToken()
                : TokenCache.Get(
                    _lexer.Kind,
                    _lexer.LeadingWidth,
                    _lexer.Width,
                    _lexer.TrailingWidth,
                    _lexer.Flags
                )
        );
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private GreenToken SlowToken()
    {
        var token = new GreenToken(
            _lexer.Kind,
            _lexer.LeadingWidth,
            _lexer.Width,
            _lexer.TrailingWidth,
            _lexer.Flags,
            Problems(_lexer.Problem)
        );
        return TakeJunk(token);
    }

    /// <summary>Emits a token that the text lacks, in front of the current one.</summary>
    private void EmitMissing(SyntaxKind kind, SyntaxProblem? problem)
    {
        _previous = kind;
        Add(TakeJunk(new(kind, 0, 0, 0, TokenFlags.Missing, Problems(problem))));
    }

    private SyntaxProblem[]? Problems(SyntaxProblem? problem)
    {
        if (problem is null)
            return null;
        ProblemCount++;
        return [problem];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(GreenToken token)
    {
        if (_count + Lookahead >= _tokens.Length)
            _tokens = _buffers.GrowTokens();
        _tokens[_count++] = token;
    }
}
