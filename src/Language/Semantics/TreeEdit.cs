using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics;

/// <summary>Two trees of one file that differ in the inside of a few declarations, and in nothing else.</summary>
internal sealed class TreeEdit
{
    /// <summary>More changed declarations than this are not worth telling from the rest.</summary>
    private const int MostChanged = 8;

    // What these declare is found by its name alone. All others (operations, schemas, forms, …) can change the meaning of
    // text that does not name them.
    private static readonly string[] s_named =
    [
        DeclarationWords.Material,
        DeclarationWords.Chemical,
        DeclarationWords.Electrolyte,
        DeclarationWords.Route,
        DeclarationWords.Electrode,
        DeclarationWords.Cell,
        DeclarationWords.Protocol,
        DeclarationWords.Experiment,
    ];

    private readonly SyntaxTree _old;
    private readonly SyntaxTree _now;
    private readonly SyntaxList<StatementSyntax> _before;
    private readonly SyntaxList<StatementSyntax> _after;

    private TreeEdit(SyntaxTree old, SyntaxTree now)
    {
        _old = old;
        _now = now;
        _before = old.Root.Statements;
        _after = now.Root.Statements;
        IsChanged = new bool[_before.Count];
    }

    /// <summary>For every statement at the top whether it was changed.</summary>
    public bool[] IsChanged { get; }

    /// <summary>Compares statement by statement; null where more was changed than the inside of a few declarations.</summary>
    public static TreeEdit? Between(SyntaxTree old, SyntaxTree now)
    {
        var edit = new TreeEdit(old, now);
        if (edit._before.Count != edit._after.Count)
            return null;
        int count = 0;
        for (int i = 0; i < edit.IsChanged.Length; i++)
        {
            if (IsSame(edit._before[i], edit._after[i]))
                continue;
            if (++count > MostChanged || !IsInside(edit._before[i], edit._after[i]))
                return null;
            edit.IsChanged[i] = true;
        }
        return edit;
    }

    /// <summary>A place of the old text in the new one; null where its statement was changed. Other files stay.</summary>
    public Location? Move(Location at)
    {
        if (!ReferenceEquals(at.Source, _old.Source))
            return at;
        int statement = IndexAt(_before, at.Span.Start);
        if (IsChanged[statement])
            return null;
        int by = _after[statement].Position - _before[statement].Position;
        return new(_now.Source, at.Span with { Start = at.Span.Start + by });
    }

    /// <summary>The statement that holds a position; the last one for what lies behind all.</summary>
    public static int IndexAt(SyntaxList<StatementSyntax> statements, int position)
    {
        int low = 0;
        int high = statements.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (statements[middle].Position <= position)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    private static bool IsSame(StatementSyntax before, StatementSyntax after) =>
        before.FullSpan.Length == after.FullSpan.Length
        && before.Tree.Source.Slice(before.FullSpan).SequenceEqual(after.Tree.Source.Slice(after.FullSpan))
        && IsSame(before.Green, after.Green);

    /// <summary>Whether equal text was read alike, which what stands before it can prevent.</summary>
    private static bool IsSame(GreenNode before, GreenNode after)
    {
        if (ReferenceEquals(before, after))
            return !before.HasProblems;
        if (before.Kind != after.Kind || before.HasProblems || after.HasProblems)
            return false;
        if (before is GreenToken old && after is GreenToken now)
            return old.LeadingWidth == now.LeadingWidth && old.Width == now.Width && old.Flags == now.Flags;
        if (before.SlotCount != after.SlotCount)
            return false;
        for (int i = 0; i < before.SlotCount; i++)
        {
            bool isSame =
                before.Slot(i) is { } left && after.Slot(i) is { } right
                    ? IsSame(left, right)
                    : before.Slot(i) is null && after.Slot(i) is null;
            if (!isSame)
                return false;
        }
        return true;
    }

    /// <summary>Whether a declaration is still the same one to everybody who names it.</summary>
    private static bool IsInside(StatementSyntax before, StatementSyntax after) =>
        before is DeclarationSyntax { Name.IsPresent: true } old
        && after is DeclarationSyntax { Name.IsPresent: true } now
        && old.Word.Chars.SequenceEqual(now.Word.Chars)
        && old.Name.Chars.SequenceEqual(now.Name.Chars)
        && old.Public.IsPresent == now.Public.IsPresent
        && Array.IndexOf(s_named, old.Word.Text) >= 0;
}
