using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Grammar;
using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Layout;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax;

/// <summary>Text to tree: the layout pass yields batches of whole statements, the grammar makes nodes of them.</summary>
internal static class SyntaxParser
{
    /// <summary>Problems in one file after which the rest of it is not read.</summary>
    public const int MostProblems = 1000;

    // Most files are smaller than the buffers, so each thread keeps its own for the next file.
    [ThreadStatic]
    private static ParseBuffers? s_buffers;

    public static GreenBranch Parse(string text)
    {
        var buffers = s_buffers ?? new();
        s_buffers = null;
        var layout = new LayoutPass(text, buffers);
        var root = Parse(ref layout, buffers, text);
        if (layout.MissingBraces + layout.StrayBraces != 0 && !layout.IsLostInDepth)
        {
            // Braces do not balance: the indentation tells better than the end of the file where one is missing or too many.
            layout = new(text, buffers, layout.MissingBraces, layout.StrayBraces);
            root = Parse(ref layout, buffers, text);
        }
        s_buffers = buffers;
        return root;
    }

    private static GreenBranch Parse(ref LayoutPass layout, ParseBuffers buffers, string text)
    {
        var context = new ParseContext(MostProblems, buffers);
        int position = 0;
        while (true)
        {
            int count = layout.ReadBatch();
            context.BeginBatch();
            var parsed = FileGrammar.Statements.Parse(buffers.Tokens.AsSpan(0, count), context).Value;
            position += AddStatements(context, parsed);
            var last = buffers.Tokens[count - 1];
            // The layout pass itself gives up when its own problems are too many.
            bool tooMany =
                layout.ProblemCount <= MostProblems
                && layout.ProblemCount + context.ProblemCount > MostProblems;
            if (layout.IsDone && !tooMany)
                return MakeFile(context, last);
            if (tooMany)
            {
                int rest = text.Length - position;
                var note = Rules.TooManyProblemsAt(0, rest, MostProblems);
                return MakeFile(context, new(SyntaxKind.EndOfFile, rest, 0, 0, problems: [note]));
            }
        }
    }

    private static GreenBranch MakeFile(ParseContext context, GreenToken endOfFile) =>
        GreenBranch.Create(SyntaxKind.File, context.PopList(0), endOfFile);

    /// <summary>Collects the statements of a batch; returns their width.</summary>
    private static int AddStatements(ParseContext context, GreenNode? parsed)
    {
        if (parsed is null)
            return 0;
        if (parsed.Kind != SyntaxKind.List)
        {
            context.Push(parsed);
            return parsed.FullWidth;
        }
        for (int i = 0; i < parsed.SlotCount; i++)
            context.Push(parsed.Slot(i));
        return parsed.FullWidth;
    }
}
