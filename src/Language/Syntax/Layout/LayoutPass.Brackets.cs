using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Layout;

internal ref partial struct LayoutPass
{
    private void PlaceOpen()
    {
        if (Nesting >= DeepestNesting)
        {
            SkipTooDeep();
            return;
        }
        var kind = _lexer.Kind;
        bool isList = kind == SyntaxKind.OpenBracket && !TokenSets.OperandEnds.Contains(_previous);
        int start = _lexer.Start;
        Emit();
        PushFrame(new(kind, start, _lineIndent, isList, _statementIndent, _chain, _prefixes));
    }

    private void PushFrame(BracketFrame frame)
    {
        _frames.Add(frame);
        _outerNesting += _chain + _prefixes;
        _chain = 0;
        _prefixes = 0;
        if (frame.IsBrace)
            _pending = false;
        _lexer.InBrackets = !frame.IsBrace;
    }

    private BracketFrame Pop()
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        _pending = true;
        _statementIndent = frame.OuterIndent;
        _chain = frame.OuterChain;
        _prefixes = frame.OuterPrefixes;
        _outerNesting -= _chain + _prefixes;
        _lexer.InBrackets = _frames.Count > 0 && !_frames[^1].IsBrace;
        return frame;
    }

    private void PlaceClose()
    {
        int match = _frames.Count - 1;
        while (match >= 0 && !_frames[match].IsBrace && _frames[match].Close != _lexer.Kind)
            match--;
        if (match < 0 || _frames[match].IsBrace)
        {
            DropCloser();
            return;
        }
        while (_frames.Count - 1 > match)
            CloseMissing();
        var frame = Pop();
        Emit();
        _lexer.AfterList = frame.IsList;
    }

    private void PlaceCloseBrace()
    {
        int match = _frames.Count - 1;
        while (match >= 0 && !_frames[match].IsBrace)
            match--;
        if (match < 0)
        {
            StrayBraces++;
            DropCloser();
            return;
        }
        if (
            _strayBudget > 0
            && (_lexer.Flags & Tree.TokenFlags.LineBreakBefore) != 0
            && _lineIndent > _frames[match].Indent
        )
        {
            _strayBudget--;
            DropCloser();
            return;
        }
        CloseUpToBrace();
        if (_pending || HasJunk)
            EndStatementHere();
        Pop();
        Emit();
    }

    /// <summary>Closes the brackets that were left open since the last brace.</summary>
    private void CloseUpToBrace()
    {
        while (_frames.Count > 0 && !_frames[^1].IsBrace)
            CloseMissing();
    }

    /// <summary>Closes the innermost bracket in front of the current token and says so.</summary>
    private void CloseMissing()
    {
        var frame = Pop();
        int position = _lexer.FullStart - _junkWidth;
        var problem = Rules.UnclosedBracketAt(
            frame.OpenSign,
            frame.CloseSign,
            new TextSpan(frame.Start - position, 1)
        );
        EmitMissing(frame.Close, problem);
    }

    private void DropCloser()
    {
        char sign = _lexer.Text[0];
        AddJunk(_lexer.FullEnd - _lexer.FullStart, Rules.StrayBracketAt(_lexer.LeadingWidth, sign));
    }

    /// <summary>
    /// Inside <c>( )</c> or <c>[ ]</c> at a new line: not indented beyond the line that opened, the line belongs to
    /// another statement, unless a comma or an operator leads over to it.
    /// </summary>
    private readonly bool IsLeftOpen(int indent)
    {
        var kind = _lexer.Kind;
        if (indent > _frames[^1].Indent || kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket)
            return false;
        bool expectsMore =
            TokenSets.ContinueAfter.Contains(_previous)
            || _previous is SyntaxKind.OpenParen or SyntaxKind.OpenBracket;
        return expectsMore ? LooksLikeKeywordOrDeclaration() : !TokenSets.ContinueBefore.Contains(kind);
    }

    /// <summary>With a closing brace known to be missing: a line no further in than the one that opened ends the block.</summary>
    private void CloseByIndent(int indent)
    {
        while (
            _missingBudget > 0
            && !_pending
            && _frames.Count > 0
            && _frames[^1].IsBrace
            && indent <= _frames[^1].Indent
            && _lexer.Kind is not (SyntaxKind.CloseBrace or SyntaxKind.EndOfFile)
        )
        {
            _missingBudget--;
            CloseMissing();
            if (!Continues(indent))
                EndStatementHere();
        }
    }

    private readonly bool CanOpenByIndent(int indent) =>
        _strayBudget > 0 && _pending && indent > _statementIndent && !TokenSets.Closers.Contains(_lexer.Kind);

    /// <summary>
    /// With a closing brace known to be one too many: a line further in than the statement before it, which does not go
    /// on, is the content of a block that was not opened.
    /// </summary>
    private void OpenByIndent()
    {
        _strayBudget--;
        int start = _lexer.FullStart - _junkWidth;
        EmitMissing(SyntaxKind.OpenBrace, Rules.MissingBraceAt());
        PushFrame(
            new(SyntaxKind.OpenBrace, start, _statementIndent, false, _statementIndent, _chain, _prefixes)
        );
    }
}
