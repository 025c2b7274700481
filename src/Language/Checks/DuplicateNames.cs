using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Checks;

/// <summary>Two things of one file with one name, where a use could not tell them apart.</summary>
internal static class DuplicateNames
{
    public static void Check(SourceFile file, Action<Diagnostic> report)
    {
        foreach (var group in file.Names.Own.Values)
        {
            for (int i = 1; i < group.Length; i++)
            {
                var twin = group.Take(i).FirstOrDefault(other => Clash(other, group[i]));
                if (twin is not null)
                    report(Rules.DuplicateAt(group[i].Location, group[i].Name, twin.Location));
            }
        }
    }

    private static bool Clash(DeclarationSymbol first, DeclarationSymbol second) =>
        (first, second) switch
        {
            (TermSymbol a, TermSymbol b) => a.Category == b.Category,
            // A verb may mean one thing in a protocol and another in a temperature program.
            (OperationSymbol a, OperationSymbol b) => a.Inside == b.Inside
                && a.Step is null == b.Step is null,
            (SchemaSymbol, _) or (_, SchemaSymbol) => false,
            (TermSymbol or OperationSymbol, _) or (_, TermSymbol or OperationSymbol) => false,
            _ => true,
        };
}
