using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;

namespace CellDsl.Compiler.Exchange.Exporting;

/// <param name="Files">The protocol first, then what it names; empty where nothing may be written.</param>
/// <param name="Losses">Everything that the format cannot carry.</param>
/// <param name="Steps">Of the program as it was written.</param>
public sealed record ProtocolExport(
    IReadOnlyList<ExportFile> Files,
    IReadOnlyList<ExportLoss> Losses,
    int Steps
)
{
    /// <summary>Whether not even a lossy file would mean anything.</summary>
    public bool IsHopeless => Losses.Any(loss => loss.IsFatal);

    /// <summary>Writes a program. A loss keeps the file from being written, unless <paramref name="lossy"/>.</summary>
    /// <param name="header">Its losses are filled in here.</param>
    public static ProtocolExport Write(
        CyclerProgram program,
        ICyclerFormat format,
        ExportHeader header,
        bool lossy
    )
    {
        var fitted = ProgramFitting.Fit(program, format.Capabilities);
        bool isRefused = fitted.Losses.Any(loss => loss.IsFatal) || (!lossy && fitted.Losses.Count > 0);
        if (isRefused)
            return new([], fitted.Losses, fitted.Program.Steps.Count);
        var files = format.Write(
            fitted.Program,
            header with
            {
                Losses = [.. fitted.Losses.Select(loss => loss.Line)],
            }
        );
        return new(files, fitted.Losses, fitted.Program.Steps.Count);
    }
}
