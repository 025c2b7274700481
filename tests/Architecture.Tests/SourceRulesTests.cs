using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CellDsl.Architecture.Tests;

/// <summary>The house rules that no analyzer of ours holds, over the text of the product.</summary>
public class SourceRulesTests
{
    private const int MostLines = 500;

    [Fact]
    public void No_null_is_forgiven() =>
        Offenders.None(
            Product()
                .SelectMany(root => root.DescendantNodes())
                .Where(node => node.IsKind(SyntaxKind.SuppressNullableWarningExpression))
                .Select(Describe)
        );

    [Fact]
    public void Only_the_command_line_knows_the_console() =>
        Offenders.None(
            Product()
                .Where(root =>
                    !root.SyntaxTree.FilePath.EndsWith("Cli/Hosting/CellConsole.cs", StringComparison.Ordinal)
                )
                .SelectMany(root => root.DescendantNodes().OfType<IdentifierNameSyntax>())
                .Where(name =>
                    name.Identifier.Text == "Console"
                    && name.Parent is MemberAccessExpressionSyntax access
                    && access.Expression == name
                )
                .Select(Describe)
        );

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Offenders.None(
            Repository
                .Files("*.cs", "src", "tests", "bench")
                .Where(file => !file.EndsWith("generated.cs", StringComparison.Ordinal))
                .Select(file => (file, Lines: File.ReadLines(file).Count()))
                .Where(entry => entry.Lines > MostLines)
                .Select(entry => $"{Path.GetRelativePath(Repository.Root, entry.file)}: {entry.Lines} lines")
        );

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", nameof(NotImplementedException)];
        Offenders.None(
            Repository
                .Files("*.cs", "src", "bench")
                .SelectMany(file => File.ReadLines(file).Select((line, i) => (file, line, Number: i + 1)))
                .Where(entry => marks.Any(mark => entry.line.Contains(mark, StringComparison.Ordinal)))
                .Select(entry => $"{Path.GetRelativePath(Repository.Root, entry.file)}:{entry.Number}")
        );
    }

    [Fact]
    public void A_namespace_is_the_path_of_its_folder() =>
        Offenders.None(
            Product()
                .SelectMany(root => root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
                .Where(space => space.Name.ToString() != ExpectedNamespace(space.SyntaxTree.FilePath))
                .Select(Describe)
        );

    private static IEnumerable<SyntaxNode> Product() =>
        Repository
            .Files("*.cs", "src")
            .Select(file =>
                CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file.Replace('\\', '/')).GetRoot()
            );

    private static string ExpectedNamespace(string file) =>
        "CellDsl."
        + Path.GetRelativePath(Repository.File("src"), Path.GetDirectoryName(file) ?? "")
            .Replace(Path.DirectorySeparatorChar, '.');

    private static string Describe(SyntaxNode node)
    {
        var place = node.GetLocation().GetLineSpan();
        return $"{Path.GetRelativePath(Repository.Root, place.Path)}:{place.StartLinePosition.Line + 1}: {node}".Split(
            '\n'
        )[0];
    }
}
