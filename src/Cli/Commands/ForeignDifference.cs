using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Compiler.Exchange.Comparing;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell diff</c> where one side, or both, is the file of a cycler: is this what it ran? Exits with 0 when both do the same
/// to the cell, 1 when they differ or when something could not be compared, 2 when the question cannot be answered.
/// </summary>
internal static class ForeignDifference
{
    private const int Around = 2;

    public static bool IsForeign(string file) =>
        !Path.GetExtension(file).Equals(".cell", StringComparison.OrdinalIgnoreCase);

    /// <param name="protocol">Which one of a <c>.cell</c> file is meant; null where it leaves no choice.</param>
    public static int Run(
        string first,
        string second,
        string? protocol,
        string? cell,
        string? run,
        bool json,
        CellConsole console
    )
    {
        var formats = new List<ICyclerFormat>();
        var left = Load(first, protocol, cell, run, formats);
        var right = Load(second, protocol, cell, run, formats);
        var comparison = ProgramComparison.Of(left, right, [.. formats.Distinct()]);
        if (json)
            WriteJson(first, second, comparison, console);
        else
            WriteText(first, second, comparison, console);
        return comparison.IsSame && comparison.Uncompared.Count == 0
            ? ExitCodes.Clean
            : ExitCodes.ErrorsFound;
    }

    private static CyclerProgram Load(
        string file,
        string? protocol,
        string? cell,
        string? run,
        List<ICyclerFormat> formats
    )
    {
        if (!IsForeign(file))
        {
            var procedures = Procedures.Load([file]);
            if (procedures.HasErrors)
                throw new UserException(
                    $"{file} has errors, so it is not known what it does",
                    $"see `cell check {file}`"
                );
            return ExportChoice.Of(file, procedures, protocol, cell, run).Program;
        }
        var diagnostics = new List<Diagnostic>();
        if (ForeignFiles.Read(file, diagnostics) is not { } source)
            throw new UserException($"{file} cannot be read: {diagnostics[0].Message}");
        if (CyclerFormats.Recognise(source.Text) is not { } format)
            throw new UserException(
                $"{file} is no protocol that is known",
                $"known are {string.Join(", ", CyclerFormats.All.Select(known => known.Title))}"
            );
        var read = format.Read(source, ForeignFiles.Beside(file, diagnostics));
        var lost = read.Diagnostics.Where(found => found.Rule.Severity != Severity.Note).ToList();
        if (read.Program is not { } program)
            throw new UserException($"{file} cannot be read: {lost[0].Message}");
        if (lost.Count > 0)
            throw new UserException(
                $"{file} holds {Plural.Of(lost.Count, "part")} without a counterpart in a protocol, so it cannot be compared: {lost[0].Message}",
                $"`cell import {file}` lists them"
            );
        formats.Add(format);
        return program;
    }

    private static void WriteText(
        string first,
        string second,
        ProgramComparison comparison,
        CellConsole console
    )
    {
        foreach (var loss in comparison.Uncompared)
            console.Out.WriteLine(
                $"not compared: {loss.What}{(loss.Source is { } at ? $" ({at.Path}:{at.Line})" : "")}"
            );
        if (comparison.IsSame)
        {
            console.Out.WriteLine(
                comparison.Uncompared.Count == 0
                    ? $"{first} and {second} do the same to the cell"
                    : $"all else in {first} and {second} is the same"
            );
            return;
        }
        console.Out.WriteLine($"- {first}");
        console.Out.WriteLine($"+ {second}");
        bool isCut = false;
        for (int i = 0; i < comparison.Lines.Count; i++)
        {
            var line = comparison.Lines[i];
            if (!IsNearChange(comparison.Lines, i))
            {
                if (!isCut)
                    console.Out.WriteLine("  …");
                isCut = true;
                continue;
            }
            isCut = false;
            console.Out.WriteLine($"{line.Sign} {line.Text}");
        }
    }

    private static bool IsNearChange(IReadOnlyList<ComparedLine> lines, int at) =>
        Enumerable
            .Range(at - Around, (2 * Around) + 1)
            .Any(i => i >= 0 && i < lines.Count && lines[i].Sign != ' ');

    private static void WriteJson(
        string first,
        string second,
        ProgramComparison comparison,
        CellConsole console
    ) =>
        JsonOutput.Write(
            console.Out,
            "cell-diff-protocol/1",
            writer =>
            {
                writer.WriteString("before", first);
                writer.WriteString("after", second);
                writer.WriteBoolean("same", comparison.IsSame);
                writer.WriteStartArray("lines");
                foreach (var line in comparison.Lines.Where(line => line.Sign != ' '))
                    writer.WriteStringValue($"{line.Sign} {line.Text.Trim()}");
                writer.WriteEndArray();
                writer.WriteStartArray("notCompared");
                foreach (var loss in comparison.Uncompared)
                    writer.WriteStringValue(loss.What);
                writer.WriteEndArray();
            }
        );
}
