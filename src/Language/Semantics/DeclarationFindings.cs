using System.Collections.Immutable;
using CellDsl.Language.Checks;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>
/// Findings of a file's declarations, each with what it leans on. After an edit inside a few declarations only those and
/// what leans on them are looked at again; all other findings are moved to where their text now stands.
/// </summary>
internal sealed class DeclarationFindings
{
    private readonly SyntaxTree _tree;
    private readonly Entry?[] _entries;

    /// <summary>What is known of one statement at the top; there is none where it declares nothing.</summary>
    /// <param name="Uses">Statements of this file whose names it uses.</param>
    /// <param name="Sources">Other files whose names it uses.</param>
    private sealed record Entry(
        ImmutableArray<Diagnostic> Found,
        ImmutableArray<int> Uses,
        ImmutableArray<SourceText> Sources
    );

    private DeclarationFindings(SyntaxTree tree, Entry?[] entries)
    {
        _tree = tree;
        _entries = entries;
    }

    /// <summary>In the order of the declarations.</summary>
    public IEnumerable<Diagnostic> Found =>
        _entries.SelectMany(entry => entry is null ? [] : entry.Found.AsEnumerable());

    /// <summary>The other files whose names are used.</summary>
    public HashSet<SourceText> Sources =>
        [.. _entries.SelectMany(entry => entry is null ? [] : entry.Sources.AsEnumerable())];

    /// <param name="earlier">Those of the file before an edit, with the same imports; or null.</param>
    public static DeclarationFindings Of(
        SourceFile file,
        DeclarationFindings? earlier,
        DeclarationRules rules
    )
    {
        var statements = file.Tree.Root.Statements;
        var entries = new Entry?[statements.Count];
        if (earlier is not null && TreeEdit.Between(earlier._tree, file.Tree) is { } edit)
            earlier.TakeOver(edit, entries);
        int statement = 0;
        foreach (var declaration in file.Declarations)
        {
            while (!ReferenceEquals(statements[statement], declaration.Syntax))
                statement++;
            entries[statement] ??= Look(file, declaration, statement, rules);
        }
        return new(file.Tree, entries);
    }

    private static Entry Look(
        SourceFile file,
        DeclarationSymbol declaration,
        int statement,
        DeclarationRules rules
    )
    {
        var found = new List<Diagnostic>();
        rules.Collect(declaration, found);
        var uses = new HashSet<int>();
        var sources = new HashSet<SourceText>();
        Add(declaration);
        foreach (var member in declaration.Body.Members)
            Add(member);
        uses.Remove(statement);
        return new([.. found], [.. uses], [.. sources]);

        void Add(DeclarationSymbol of)
        {
            foreach (var reference in of.Header.References)
                AddSymbol(reference.Symbol);
            foreach (var reference in of.Body.References)
                AddSymbol(reference.Symbol);
        }

        void AddSymbol(Symbol symbol)
        {
            var at = symbol.Location;
            if (!ReferenceEquals(at.Source, file.Source))
                sources.Add(at.Source);
            else if (!declaration.Syntax.FullSpan.Contains(at.Span.Start))
                uses.Add(TreeEdit.IndexAt(file.Tree.Root.Statements, at.Span.Start));
        }
    }

    private void TakeOver(TreeEdit edit, Entry?[] entries)
    {
        bool[] isTouched = Touched(edit.IsChanged);
        for (int i = 0; i < entries.Length; i++)
        {
            if (!isTouched[i] && _entries[i] is { } entry && Move(entry, edit) is { } moved)
                entries[i] = moved;
        }
    }

    /// <summary>What was changed and what leans on it, directly or not.</summary>
    private bool[] Touched(bool[] isChanged)
    {
        bool[] isTouched = [.. isChanged];
        bool grows = true;
        while (grows)
        {
            grows = false;
            for (int i = 0; i < isTouched.Length; i++)
            {
                if (isTouched[i] || _entries[i] is not { } entry)
                    continue;
                foreach (int use in entry.Uses)
                    isTouched[i] |= isTouched[use];
                grows |= isTouched[i];
            }
        }
        return isTouched;
    }

    /// <summary>The findings where their text now stands; null where one speaks of something that was changed.</summary>
    private static Entry? Move(Entry entry, TreeEdit edit)
    {
        if (entry.Found.IsEmpty)
            return entry;
        var moved = ImmutableArray.CreateBuilder<Diagnostic>(entry.Found.Length);
        foreach (var finding in entry.Found)
        {
            if (Move(finding, edit) is not { } there)
                return null;
            moved.Add(there);
        }
        return entry with { Found = moved.MoveToImmutable() };
    }

    private static Diagnostic? Move(Diagnostic finding, TreeEdit edit)
    {
        if (edit.Move(finding.Location) is not { } location)
            return null;
        var related = ImmutableArray.CreateBuilder<Label>(finding.Related.Length);
        foreach (var label in finding.Related)
        {
            if (edit.Move(label.Location) is not { } there)
                return null;
            related.Add(label with { Location = there });
        }
        var fixes = ImmutableArray.CreateBuilder<Fix>(finding.Fixes.Length);
        foreach (var fix in finding.Fixes)
        {
            var changes = ImmutableArray.CreateBuilder<TextEdit>(fix.Edits.Length);
            foreach (var change in fix.Edits)
            {
                if (edit.Move(finding.Location with { Span = change.Span }) is not { } there)
                    return null;
                changes.Add(change with { Span = there.Span });
            }
            fixes.Add(fix with { Edits = changes.MoveToImmutable() });
        }
        return finding with
        {
            Location = location,
            Related = related.MoveToImmutable(),
            Fixes = fixes.MoveToImmutable(),
        };
    }
}
