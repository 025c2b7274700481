using System.Text;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.TestKit;

namespace CellDsl.Bench;

/// <summary>The texts that are measured: our procedures, and our own C# as what Roslyn reads.</summary>
internal static class Corpus
{
    private const int TargetBytes = 2_000_000;

    /// <summary>Copies of the example procedures and the vocabulary, file by file, of about the target size.</summary>
    public static IReadOnlyList<SourceText> Procedures { get; } =
        Repeat(Repository.Files("*.cell", "examples", "src/Language/Std"));

    /// <summary>Our C# sources, file by file, of about the same size.</summary>
    public static IReadOnlyList<SourceText> CSharp { get; } = Repeat(Repository.Files("*.cs", "src"));

    public static long Bytes(IEnumerable<SourceText> sources) =>
        sources.Sum(source => (long)Encoding.UTF8.GetByteCount(source.Text));

    /// <summary>Copies of the LTVO project, each in a folder of its own, so that they are as many different programs.</summary>
    public static Project CheckedProject() =>
        new(Repository.Files("*.cell", "examples/ltvo").ToList(), TargetBytes);

    private static List<SourceText> Repeat(IEnumerable<string> files)
    {
        var texts = files.Select(file => (Path: file, Text: File.ReadAllText(file))).ToList();
        var sources = new List<SourceText>();
        for (long bytes = 0; bytes < TargetBytes; )
        {
            foreach (var (path, text) in texts)
            {
                sources.Add(new(path, text));
                bytes += Encoding.UTF8.GetByteCount(text);
                if (bytes >= TargetBytes)
                    break;
            }
        }
        return sources;
    }
}

/// <summary>A program in memory: root files, and what they import.</summary>
internal sealed class Project : ISourceResolver
{
    private readonly Dictionary<string, SourceText> _files = [];

    public Project(IReadOnlyList<string> files, int targetBytes)
    {
        for (int copy = 0; Corpus.Bytes(_files.Values) < targetBytes; copy++)
        {
            foreach (string file in files)
            {
                string path = $"copy{copy}/{Path.GetFileName(file)}";
                _files[path] = new(path, File.ReadAllText(file));
            }
        }
    }

    public IReadOnlyCollection<SourceText> Roots => _files.Values;

    public SourceText? Resolve(string importingPath, string importPath) =>
        _files.GetValueOrDefault($"{importingPath.Split('/')[0]}/{importPath}");
}
