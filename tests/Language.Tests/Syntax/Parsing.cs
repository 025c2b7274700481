using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>Short ways to parse in tests.</summary>
internal static class Parsing
{
    public static SyntaxTree Parse(string text) => SyntaxTree.Parse(new("test.cell", text));

    /// <summary>The first statement of a text without problems.</summary>
    public static T Statement<T>(string text)
        where T : StatementSyntax
    {
        var tree = Parse(text);
        Assert.Empty(tree.Diagnostics);
        return Assert.IsType<T>(tree.Root.Statements[0]);
    }

    /// <summary>The value of <c>x: text</c>.</summary>
    public static SyntaxNode Value(string text) => Statement<PropertyStatementSyntax>("x: " + text).Values[0];

    /// <summary>All nodes in text order.</summary>
    public static IEnumerable<SyntaxNode> Nodes(SyntaxNode node)
    {
        yield return node;
        foreach (var child in node.Children())
        {
            if (child.Node is null)
                continue;
            foreach (var inner in Nodes(child.Node))
                yield return inner;
        }
    }
}
