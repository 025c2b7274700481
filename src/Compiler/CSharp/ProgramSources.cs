using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary>The sources of a program under the names that its plan gives them, which no folder goes into.</summary>
public static class ProgramSources
{
    /// <summary>All files of the program, and what its machines take from the standard vocabulary, in order of name.</summary>
    public static IReadOnlyList<SourceText> Of(Compilation compilation, IEnumerable<Machine> machines)
    {
        var names = new SourceNames(compilation.Roots[0].Source);
        var spokenOf = machines.SelectMany(Places).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Reached(compilation)
                .Select(file => (Name: names.NameOf(file.Source), File: file))
                .Where(entry => !entry.File.IsStandard || spokenOf.Contains(entry.Name))
                .DistinctBy(entry => entry.Name, StringComparer.Ordinal)
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new SourceText(entry.Name, entry.File.Source.Text)),
        ];
    }

    private static List<SourceFile> Reached(Compilation compilation)
    {
        var files = compilation.Files.ToList();
        for (int i = 0; i < files.Count; i++)
            files.AddRange(files[i].Imports.Select(import => import.File).Except(files).Distinct());
        return files;
    }

    private static IEnumerable<string> Places(Machine machine) =>
        machine
            .Steps.SelectMany(step => step.Ends.Select(end => end.Source).Append(step.Source))
            .Concat(machine.Limits.Select(limit => limit.Source))
            .Select(source => source.Path);
}
