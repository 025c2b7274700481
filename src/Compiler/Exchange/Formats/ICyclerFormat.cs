using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats;

/// <summary>A foreign file format for protocols, read and written.</summary>
public interface ICyclerFormat
{
    /// <summary>As on the command line: <c>neware</c>.</summary>
    string Name { get; }

    /// <summary>As in <c>Neware BTS 8 step XML</c>.</summary>
    string Title { get; }

    /// <summary>With the dot; the first is written.</summary>
    IReadOnlyList<string> Extensions { get; }

    FormatCapabilities Capabilities { get; }

    /// <summary>Whether a text is of this format, by its first lines.</summary>
    bool Recognises(string text);

    /// <summary>Writes a program that holds nothing but what the capabilities say.</summary>
    IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header);

    /// <summary>Reads a program; what it holds beyond is reported.</summary>
    /// <param name="companions">Finds files that this one names, as drive cycles; null where one is missing.</param>
    ImportResult Read(SourceText source, Func<string, SourceText?> companions);
}

/// <param name="Name">A file name.</param>
public sealed record ExportFile(string Name, byte[] Content);

/// <summary>What stands around the steps of a file.</summary>
/// <param name="FileName">Without its extension.</param>
/// <param name="Tool">As <c>CellDsl 0.1.0</c>.</param>
/// <param name="SourcePath">Of the <c>.cell</c> file.</param>
/// <param name="SourceHash">SHA-256 over the sources, hexadecimal.</param>
/// <param name="Date">When it was written; null to leave the date out, for equal bytes.</param>
/// <param name="Losses">What was left out, a line each.</param>
public sealed record ExportHeader(
    string FileName,
    string Tool,
    string SourcePath,
    string SourceHash,
    DateTimeOffset? Date,
    IReadOnlyList<string> Losses
)
{
    /// <summary>One line that says where the file comes from.</summary>
    public string Provenance => $"{Tool} from {SourcePath} sha256:{SourceHash}";
}

/// <param name="Program">Null where the file could not be read at all.</param>
public sealed record ImportResult(CyclerProgram? Program, IReadOnlyList<Diagnostic> Diagnostics);
