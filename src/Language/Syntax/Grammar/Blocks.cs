using CellDsl.Language.Syntax.Grammar.Primitives;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>{ … }</c> with statements, and the statements of a file.</summary>
internal static class Blocks
{
    public static readonly StatementListParser Statements = new(
        Parser.Rec(() => FileGrammar.Statement),
        Parser.Rec(() => Block ?? throw new InvalidOperationException())
    );

    public static readonly BlockParser Block = new(SyntaxKind.Block, Statements);

    /// <summary>A block that a statement cannot do without.</summary>
    public static Slot Required(string example) =>
        Slot.Required(
            new TokenSet(SyntaxKind.OpenBrace),
            Block,
            Placeholders.Block,
            "a block in braces",
            example
        );
}
