using System.Text;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Exchange.Tests.Running;

namespace CellDsl.Exchange.Tests;

/// <summary>What each format makes of each construct of a protocol, found out by trying.</summary>
internal static class FeatureMatrix
{
    public const string Carried = "yes";
    public const string Rewritten = "rewritten";
    public const string Lost = "no";

    /// <summary>Name and body; a limit of the cell where the body is empty.</summary>
    public static readonly (string Name, string Body, string Limits)[] Constructs =
    [
        ("rest for a time", "rest for 10 min", ""),
        ("constant current", "charge at 1 mA until voltage >= 4.1 V or for 12 h", ""),
        ("current as a C-rate", "charge at C/10 until voltage >= 4.1 V or for 12 h", ""),
        ("end on time alone", "discharge at 0.1 mA until for 1 h", ""),
        ("end on capacity", "charge at 1 mA until capacity >= 0.1 mAh or voltage >= 4.1 V or for 12 h", ""),
        ("end on energy", "charge at 1 mA until energy >= 1 mWh or voltage >= 4.1 V or for 12 h", ""),
        ("end on temperature", "rest until temperature >= 50 °C or for 1 h", ""),
        (
            "ends joined by and",
            "charge at 1 mA until voltage >= 4.1 V and capacity >= 0.1 mAh or for 12 h",
            ""
        ),
        ("end that holds for a time", "rest until voltage <= 3 V for 10 min or for 1 h", ""),
        (
            "voltage hold",
            "charge at 1 mA until voltage >= 4.1 V or for 12 h\nhold at 4.1 V until |current| <= 0.05 mA or for 2 h",
            ""
        ),
        ("CC–CV, `to 4.1 V until …`", "charge at 1 mA to 4.1 V until |current| <= 0.05 mA", ""),
        ("CC–CV, also ended by a time", "charge at 1 mA to 4.1 V until |current| <= 0.05 mA or for 5 h", ""),
        (
            "CC `then` CV",
            "charge at 1 mA until voltage >= 4.1 V then hold at 4.1 V until |current| <= 0.05 mA",
            ""
        ),
        ("constant power", "drive at -1 mW until voltage <= 2.5 V or for 1 h", ""),
        (
            "drive cycle, power over time",
            "drive at -1 mW until for 10 s\ndrive at 2 mW until for 5 s\ndrive at -3 mW until for 20 s",
            ""
        ),
        ("discharge through a resistance", "discharge_through 1000 Ω until voltage <= 2.5 V or for 1 h", ""),
        ("voltage sweep", "sweep from 3 V to 4 V at 1 mV/s", ""),
        ("impedance", "impedance from 100 kHz to 10 mHz with 10 mV", ""),
        ("chamber temperature", "set temperature to 50 °C\nrest for 1 h", ""),
        ("loop", "repeat 3 times { rest for 1 min\n charge at 1 mA until for 1 min }", ""),
        (
            "loop in a loop",
            "repeat 3 times { repeat 2 times { rest for 1 min }\n charge at 1 mA until for 1 min }",
            ""
        ),
        ("100 000 passes", "repeat 100000 times { rest for 1 s }", ""),
        (
            "end that stops the test",
            "charge at 1 mA until { full: voltage >= 4.1 V; late: for 12 h }\nwhen late { stop \"late\" }\nrest for 1 min",
            ""
        ),
        (
            "end that leaves a loop",
            "repeat 9 times { charge at 1 mA until { full: voltage >= 4.1 V; late: for 2 min }\n when full { break }\n rest for 1 min }\nrest for 1 h",
            ""
        ),
        (
            "check-up every n cycles",
            "repeat 5 times as cycle { rest for 1 min }\nbefore cycle 1 and every 2 cycles, uncounted { rest for 9 min }",
            ""
        ),
        (
            "branch on a result",
            "repeat 5 times as cycle { discharge at 1 mA until for 1 min\n if cycle.discharge.capacity < 0.01 mAh { stop \"worn\" } }",
            ""
        ),
        ("budget over a block", "repeat 5 times { rest for 1 min } at most 3 min", ""),
        ("interruption policy", "rest for 1 h\non interruption { up to 10 min: continue; longer: stop }", ""),
        ("record every time", "record every 10 s\nrest for 1 min", ""),
        ("record every change of voltage", "record every 10 s or 5 mV\nrest for 1 min", ""),
        ("record every change of current", "record every 10 s or 0.1 mA\nrest for 1 min", ""),
        (
            "record rule that changes",
            "record every 10 s\nrest for 1 min\nrecord every 20 s\nrest for 1 min",
            ""
        ),
        ("limits of voltage", "rest for 1 min", "voltage: 1 V .. 4.6 V"),
        ("limit of current", "rest for 1 min", "voltage: unspecified; current: below 50 mA"),
        (
            "limit relative to the programmed current",
            "charge at 1 mA until for 1 min",
            "voltage: unspecified; current: below 2 * programmed"
        ),
        ("limits of temperature", "rest for 1 min", "voltage: unspecified; temperature: 0 °C .. 60 °C"),
    ];

    public static string Text(string body, string limits)
    {
        string allowed = string.Concat(
            new[] { "CELL7002", "CELL7003", "CELL7010", "CELL7006", "CELL7009" }.Select(code =>
                $"allow {code} \"tried\"\n"
            )
        );
        return $"edition 1\n\ncell coin {{\n  nominal_capacity: 1 mAh\n  limits {{ {(limits.Length == 0 ? "voltage: unspecified" : limits)} }}\n}}\n\n"
            + $"{allowed}protocol tried on cell {{\n{body}\n}}\n\nexperiment one {{ run tried() on coin() }}\n";
    }

    public static string Of(ICyclerFormat format, CyclerProgram program)
    {
        var fit = ProgramFitting.Fit(program, format.Capabilities);
        if (fit.Losses.Count > 0)
            return Lost;
        // A rule of recording that a format cannot do without is no rewriting.
        CyclerProgram Unrecorded(CyclerProgram all) =>
            ProgramEdits.Normalise(all) with
            {
                Steps = [.. ProgramEdits.Normalise(all).Steps.Select(step => step with { Record = default })],
            };
        bool isWrittenOut =
            format.Capabilities.MostStepsWrittenOut is not null
            && program.Steps.Any(step => step.Control is CyclerControl.Loop);
        bool isSame = Sameness.Essence(Unrecorded(program)) == Sameness.Essence(Unrecorded(fit.Program));
        return isSame && !isWrittenOut ? Carried : Rewritten;
    }

    public static string Table()
    {
        var table = new StringBuilder("| construct |");
        foreach (var format in CyclerFormats.All)
            table.Append(' ').Append(format.Name).Append(" |");
        table.Append("\n|---|").Append(string.Concat(CyclerFormats.All.Select(_ => "---|"))).Append('\n');
        foreach (var (name, body, limits) in Constructs)
        {
            var program = Procedure.Of(Text(body, limits)).Export.Program;
            table.Append("| ").Append(name).Append(" |");
            foreach (var format in CyclerFormats.All)
                table.Append(' ').Append(Of(format, program)).Append(" |");
            table.Append('\n');
        }
        return table.ToString();
    }
}
