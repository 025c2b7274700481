using System.Reflection;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>The standard vocabulary reads without a problem.</summary>
public class SampleFileTests
{
    public static TheoryData<string> StandardFiles => [.. Standard.GetManifestResourceNames()];

    /// <summary>The texts of all standard files.</summary>
    internal static IEnumerable<string> Texts => Standard.GetManifestResourceNames().Select(Read);

    private static Assembly Standard => typeof(SyntaxTree).Assembly;

    [Theory]
    [MemberData(nameof(StandardFiles))]
    public void The_standard_library_parses(string name)
    {
        string text = Read(name);

        var tree = SyntaxTree.Parse(new SourceText(name, text));

        Assert.Empty(tree.Diagnostics);
        Assert.Equal(text, tree.ToFullString());
    }

    private static string Read(string name)
    {
        using var stream = Standard.GetManifestResourceStream(name);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
