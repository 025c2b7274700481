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
        bool isConsequence = _hasJustClosed;
        Emit();
        PushFrame(new(kind, start, _lineIndent, isList, _statementIndent, _chain, _prefixes, isConsequence));
    }

    private void PushFrame(BracketFrame frame)
    {
        _frames.Push(frame);
        _outerNesting += _chain + _prefixes;
        _chain = 0;
        _prefixes = 0;
        if (frame.IsBrace)
            _pending = false;
        _lexer.InBrackets = !frame.IsBrace;
    }

    private BracketFrame Pop()
    {
        var frame = _frames.Pop();
        _pending = true;
        _statementIndent = frame.OuterIndent;
        _chain = frame.OuterChain;
        _prefixes = frame.OuterPrefixes;
        _outerNesting -= _chain + _prefixes;
        _lexer.InBrackets = !_frames.IsInBlock;
        return frame;
    }

    private void PlaceClose()
    {
        int match = _frames.Count - 1;
        while (match >= 0 && !_frames[match].IsBrace && _frames[match].Close != _lexer.Kind)
            match--;
        if (match < 0 || _frames[match].IsBrace)
        {
            if (_frames.IsInBlock || ClosesOnThisLine(_frames.Innermost))
                DropCloser();
            else
                CloseWithWrongSign();
            return;
        }
        if (match < _frames.Count - 1 && TryCloseCrossed())
            return;
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
        while (!_frames.IsInBlock)
            CloseMissing();
    }

    /// <summary>Closes the innermost bracket in front of the current token and says so.</summary>
    private void CloseMissing()
    {
        var frame = Pop();
        int position = _lexer.FullStart - _junkWidth;
        var problem = frame.IsConsequence
            ? null
            : Rules.UnclosedBracketAt(
                frame.OpenSign,
                frame.CloseSign,
                new TextSpan(frame.Start - position, 1)
            );
        EmitMissing(frame.Close, problem);
        _hasJustClosed = true;
    }

    /// <summary>
    /// <c>([2)]</c>: two brackets that close in the wrong order. The first one to come closes its own, with the other
    /// taken as if it stood before it.
    /// </summary>
    private bool TryCloseCrossed()
    {
        if (_frames.Count < 2 || !IsFollowedBy(_frames.Innermost.CloseSign) || _lexer.TrailingWidth > 0)
            return false;
        var inner = _frames.Innermost;
        var outer = _frames[_frames.Count - 2];
        if (outer.Close != _lexer.Kind || ClosesTwice(inner))
            return false;
        Pop();
        EmitMissing(inner.Close, null);
        Pop();
        var problem = Rules.CrossedBracketsAt(_lexer.LeadingWidth, $"{inner.CloseSign}{outer.CloseSign}");
        _previous = _lexer.Kind;
        Add(
            new(
                _lexer.Kind,
                _lexer.LeadingWidth,
                _lexer.Width,
                _lexer.TrailingWidth,
                _lexer.Flags,
                Problems(problem)
            )
        );
        _lexer.AfterList = outer.IsList;
        _crossed = inner.Close;
        return true;
    }

    /// <summary><c>([2)])</c>: the sign behind is in its place, and this one too much.</summary>
    private readonly bool ClosesTwice(BracketFrame inner)
    {
        int behind = _lexer.FullEnd + 1;
        return behind < _lexer.Source.Length && _lexer.Source[behind] == inner.CloseSign;
    }

    /// <summary>Whether the rest of the line holds the sign that closes a bracket.</summary>
    private readonly bool ClosesOnThisLine(BracketFrame frame)
    {
        const int farEnough = 200;
        var rest = _lexer.Source[(_lexer.Start + _lexer.Width)..];
        rest = rest[..Math.Min(rest.Length, farEnough)];
        int end = rest.IndexOfAny('\n', '\r');
        int open = 1;
        foreach (char c in end < 0 ? rest : rest[..end])
        {
            if (c == frame.OpenSign)
                open++;
            else if (c == frame.CloseSign && --open == 0)
                return true;
        }
        return false;
    }

    /// <summary><c>(a]</c>: the wrong sign closes, since the right one does not follow.</summary>
    private void CloseWithWrongSign()
    {
        var frame = Pop();
        var problem = Rules.WrongBracketAt(
            _lexer.LeadingWidth,
            frame.OpenSign,
            frame.CloseSign,
            new TextSpan(frame.Start - _lexer.FullStart, 1)
        );
        _previous = frame.Close;
        Add(
            TakeJunk(
                new(
                    frame.Close,
                    _lexer.LeadingWidth,
                    _lexer.Width,
                    _lexer.TrailingWidth,
                    _lexer.Flags,
                    Problems(problem)
                )
            )
        );
        _lexer.AfterList = frame.IsList;
    }

    private void DropCloser()
    {
        int width = _lexer.FullEnd - _lexer.FullStart;
        if (_crossed == _lexer.Kind)
        {
            _crossed = SyntaxKind.None;
            AddJunk(width, null);
            return;
        }
        // A run of them is one mistake.
        if (_lexer.LeadingWidth == 0 && (_lexer.Flags & Tree.TokenFlags.Tight) != 0 && LastJunk is { } last)
        {
            if (last.Rule == Rules.StrayBracket && last.Offset + last.Length == _junkWidth)
            {
                LastJunk = Rules.StrayBracketsAt(last.Offset, last.Length + 1);
                AddJunk(width, null);
                return;
            }
        }
        AddJunk(width, Rules.StrayBracketAt(_lexer.LeadingWidth, _lexer.Text[0]));
    }

    /// <summary>
    /// Inside <c>( )</c> or <c>[ ]</c> at a new line: not indented beyond the line that opened, the line belongs to
    /// another statement, unless a comma or an operator leads over to it.
    /// </summary>
    private readonly bool IsLeftOpen(int indent)
    {
        var kind = _lexer.Kind;
        if (indent > _frames.Innermost.Indent || kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket)
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
            && _frames.Innermost.IsBrace
            && indent <= _frames.Innermost.Indent
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
        _strayBudget > 0
        && Nesting < DeepestNesting
        && _pending
        && indent > _statementIndent
        && !TokenSets.Closers.Contains(_lexer.Kind);

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
