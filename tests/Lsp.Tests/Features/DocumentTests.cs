using System.Text;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Tests.Features;

/// <summary>Positions, edits and addresses.</summary>
public class DocumentTests
{
    [Theory]
    [InlineData("file:///home/a/b.cell", "/home/a/b.cell")]
    [InlineData("file:///home/a%20b/%C3%A4.cell", "/home/a b/ä.cell")]
    [InlineData("file:///home/x/../a/./b.cell", "/home/a/b.cell")]
    [InlineData("file:///c%3A/lab/b.cell", "C:/lab/b.cell")]
    [InlineData("file:///C:/lab/b.cell", "C:/lab/b.cell")]
    [InlineData("file://server/share/b.cell", "//server/share/b.cell")]
    [InlineData("file:///a%23b.cell", "/a#b.cell")]
    [InlineData("file:///a.cell#L3", "/a.cell")]
    [InlineData("untitled:Untitled-1", "untitled:Untitled-1")]
    [InlineData("", "")]
    [InlineData("file:", "")]
    [InlineData("file:///%ZZ%", "/%ZZ%")]
    public void Addresses_become_paths(string uri, string path) =>
        Assert.Equal(path, DocumentUri.ToPath(uri));

    [Theory]
    [InlineData("/home/a b/ä#1.cell")]
    [InlineData("C:/lab/50 °C.cell")]
    [InlineData("//server/share/b.cell")]
    public void Paths_become_addresses_and_come_back(string path) =>
        Assert.Equal(path, DocumentUri.ToPath(DocumentUri.FromPath(path)));

    [Theory]
    [InlineData("/a/b/c.cell", "d.cell", "/a/b/d.cell")]
    [InlineData("/a/b/c.cell", "../d.cell", "/a/d.cell")]
    [InlineData("/a/b/c.cell", "/d.cell", "/d.cell")]
    [InlineData("untitled:1", "d.cell", null)]
    public void Imports_are_found_beside_their_file(string from, string import, string? path) =>
        Assert.Equal(path, DocumentUri.Resolve(from, import));

    [Theory]
    [InlineData("/a/b/c.cell", "/a/b/d.cell", "d.cell")]
    [InlineData("/a/b/c.cell", "/a/d.cell", "../d.cell")]
    [InlineData("/a/b/c.cell", "/a/b/e/d.cell", "e/d.cell")]
    public void Files_are_written_relative_to_each_other(string from, string path, string import) =>
        Assert.Equal(import, DocumentUri.Relative(from, path));

    /// <summary>Every encoding counts what it says, over characters of one to four bytes.</summary>
    [Theory]
    [InlineData(PositionEncoding.Utf16)]
    [InlineData(PositionEncoding.Utf8)]
    [InlineData(PositionEncoding.Utf32)]
    public void Positions_come_back(PositionEncoding encoding)
    {
        var source = new SourceText("x", "a\tµ°C\r\n𝄞Ω²x\n\nlast 𝒜𝒷");
        int offset = 0;
        foreach (var rune in source.Text.EnumerateRunes())
        {
            var position = Positions.PositionOf(source, offset, encoding);
            var line = source.LineSpan(position.Line);
            if (offset <= line.End)
                Assert.Equal(offset, Positions.OffsetOf(source, position, encoding));
            string before = source.Text[line.Start..Math.Max(line.Start, offset)];
            int units = encoding switch
            {
                PositionEncoding.Utf8 => Encoding.UTF8.GetByteCount(before),
                PositionEncoding.Utf32 => before.EnumerateRunes().Count(),
                _ => before.Length,
            };
            Assert.Equal(units, position.Character);
            offset += rune.Utf16SequenceLength;
        }
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 99, 3)]
    [InlineData(99, 0, 7)]
    [InlineData(1, -5, 4)]
    public void Positions_outside_the_text_are_brought_inside(int line, int character, int offset)
    {
        var source = new SourceText("x", "abc\ndef");
        Assert.Equal(offset, Positions.OffsetOf(source, new(line, character), PositionEncoding.Utf16));
        Assert.Equal(offset, Positions.OffsetOf(source, new(line, character), PositionEncoding.Utf8));
    }

    [Fact]
    public void Edits_are_put_in_one_after_the_other()
    {
        var source = new SourceText("x", "abc\r\ndef");
        var changed = TextChanges.Apply(
            source,
            [
                new(new(new(0, 1), new(1, 1)), "X\n"),
                new(new(new(1, 0), new(1, 0)), "𝄞"),
                new(new(new(1, 2), new(1, 1)), "?"),
            ],
            PositionEncoding.Utf16
        );
        Assert.Equal("aX\n𝄞?ef", changed.Text);
        Assert.Equal("new", TextChanges.Apply(changed, [new(null, "new")], PositionEncoding.Utf16).Text);
    }

    [Theory]
    [InlineData("utf-8", "utf-8 utf-16")]
    [InlineData("utf-16", "utf-7 utf-16")]
    [InlineData("utf-16", "")]
    [InlineData("utf-32", "utf-32")]
    public void The_clients_first_known_encoding_is_taken(string expected, string offered) =>
        Assert.Equal(
            expected,
            Positions.NameOf(Positions.Negotiate(offered.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        );
}
