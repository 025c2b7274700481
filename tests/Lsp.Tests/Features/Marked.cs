using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Tests.Features;

/// <summary>
/// Files in a workspace without a disk. <c>§</c> marks the cursor; two of them mark a selection. The first file is the
/// one that is asked about.
/// </summary>
internal sealed class Marked
{
    private const char Mark = '§';

    private Marked(Workspace workspace, Document document, TextSpan selection)
    {
        Workspace = workspace;
        Document = document;
        Selection = selection;
    }

    public Workspace Workspace { get; }

    public Document Document { get; }

    public TextSpan Selection { get; }

    public int Position => Selection.Start;

    public static Marked Of(string text, params (string Name, string Text)[] others)
    {
        // A folder that does not exist: the vocabulary's files are never written in these tests.
        var workspace = new Workspace(new StandardFiles("/no/such/vocabulary"));
        foreach (var (name, other) in others)
            workspace.OpenDocument(new(Uri(name), "cell", 1, other));
        int start = text.IndexOf(Mark, StringComparison.Ordinal);
        string plain = text.Replace(Mark.ToString(), "", StringComparison.Ordinal);
        int last = text.LastIndexOf(Mark);
        int end = last > start ? last - 1 : start;
        workspace.OpenDocument(new(Uri("main.cell"), "cell", 1, plain));
        var document = workspace.Current.Find(Uri("main.cell")) ?? throw new InvalidOperationException();
        return new(workspace, document, start < 0 ? default : TextSpan.FromBounds(start, end));
    }

    /// <summary>A protocol's body with its cursor, in a file that is otherwise right.</summary>
    public static Marked InProtocol(string body) =>
        Of($"edition 1\nprotocol test(rate: Rate = C/10) on cell {{\n  {body}\n}}\n");

    /// <summary>A route's body with its cursor.</summary>
    public static Marked InRoute(string body) =>
        Of($"edition 1\nroute made(dwell: Time = 3 h) makes Powder {{\n  {body}\n}}\n");

    public static string Uri(string name) => $"file:///lab/{name}";

    /// <summary>Plans the document, as the server does when it is quiet.</summary>
    public Marked Planned()
    {
        Workspace.Plans.Make(Workspace.Current, Document.File);
        return this;
    }

    /// <summary>The text of a range.</summary>
    public string TextOf(TextRange range) => Document.Text[Offset(range.Start)..Offset(range.End)];

    /// <summary>The document after edits of it.</summary>
    public string After(IEnumerable<RangeEdit> edits) => Apply(Document.Text, edits, Document.Source);

    /// <summary>The document after a change of the workspace, which must speak of it alone.</summary>
    public string After(WorkspaceEdit edit)
    {
        var (uri, edits) = Assert.Single(edit.Changes);
        Assert.Equal(Document.Uri, uri);
        return After(edits);
    }

    public static string Apply(string text, IEnumerable<RangeEdit> edits, SourceText source)
    {
        foreach (
            var edit in edits
                .OrderByDescending(edit => edit.Range.Start.Line)
                .ThenByDescending(edit => edit.Range.Start.Character)
        )
        {
            int start = Positions.OffsetOf(source, edit.Range.Start, PositionEncoding.Utf16);
            int end = Positions.OffsetOf(source, edit.Range.End, PositionEncoding.Utf16);
            text = text[..start] + edit.NewText + text[end..];
        }
        return text;
    }

    private int Offset(Position position) => Document.OffsetOf(position);
}
