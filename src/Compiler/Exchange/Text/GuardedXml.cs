using System.Xml;
using System.Xml.Linq;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Text;

/// <summary>Reads XML that nobody vouches for: no document type, no entities but the five, bounded depth and size.</summary>
public static class GuardedXml
{
    private const int DeepestNesting = 32;
    private const int MostNodes = 2_000_000;

    /// <summary>The root element with line information; null with a finding where the text is no such XML.</summary>
    public static XElement? Load(SourceText source, string format, ICollection<Diagnostic> diagnostics)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = ExchangeText.LargestFile,
            MaxCharactersFromEntities = 1024,
        };
        try
        {
            using (var scan = XmlReader.Create(new StringReader(source.Text), settings))
            {
                for (int nodes = 0; scan.Read(); nodes++)
                {
                    if (scan.Depth > DeepestNesting || nodes > MostNodes)
                    {
                        var at = (IXmlLineInfo)scan;
                        string why =
                            scan.Depth > DeepestNesting
                                ? $"elements are nested more than {DeepestNesting} deep"
                                : $"it has more than {MostNodes} elements";
                        diagnostics.Add(Problem(source, format, at.LineNumber, at.LinePosition, why));
                        return null;
                    }
                }
            }
            using var reader = XmlReader.Create(new StringReader(source.Text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException exception)
        {
            diagnostics.Add(
                Problem(
                    source,
                    format,
                    exception.LineNumber,
                    exception.LinePosition,
                    exception.Message.Contains("DTD", StringComparison.Ordinal)
                        ? "it declares a document type, which a protocol has no use for"
                        : "its XML is broken or cut off"
                )
            );
            return null;
        }
    }

    /// <summary>The place of an element's or attribute's name.</summary>
    public static Location Place(SourceText source, XObject node)
    {
        var info = (IXmlLineInfo)node;
        if (!info.HasLineInfo())
            return new(source, new(0, 0));
        string name = node switch
        {
            XElement element => element.Name.LocalName,
            XAttribute attribute => attribute.Name.LocalName,
            _ => "",
        };
        int start = source.OffsetAt(new(info.LineNumber - 1, info.LinePosition - 1));
        return new(source, new(start, Math.Min(name.Length, source.Length - start)));
    }

    private static Diagnostic Problem(SourceText source, string format, int line, int column, string why)
    {
        int at = source.OffsetAt(new(Math.Max(0, line - 1), Math.Max(0, column - 1)));
        return Rules.UnreadableFileAt(
            new(source, new(at, 0)),
            format,
            why,
            "export it again from the vendor's program"
        );
    }
}
