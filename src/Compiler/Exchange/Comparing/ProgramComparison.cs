using CellDsl.Compiler.Exchange.Cells;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Comparing;

/// <summary>One line of a comparison: what only the first says, only the second, or both.</summary>
/// <param name="Sign"><c>-</c>, <c>+</c> or a space.</param>
public readonly record struct ComparedLine(char Sign, string Text);

/// <summary>
/// Two programs of whatever origin, compared by what they do to the cell. Both are first put through what the foreign format
/// can say, so that a rewriting which keeps the meaning is no difference.
/// </summary>
/// <param name="Lines">Both programs as one text in the language's words; names and notes are left out.</param>
/// <param name="Uncompared">What the foreign format cannot say at all: nothing is known of these.</param>
public sealed record ProgramComparison(
    IReadOnlyList<ComparedLine> Lines,
    IReadOnlyList<ExportLoss> Uncompared
)
{
    // Longer texts are compared from both ends only.
    private const int MostTable = 25_000_000;

    public bool IsSame => Lines.All(line => line.Sign == ' ');

    /// <param name="formats">The formats that either side came in, other than <c>.cell</c>.</param>
    public static ProgramComparison Of(
        CyclerProgram first,
        CyclerProgram second,
        params IReadOnlyList<ICyclerFormat> formats
    )
    {
        var losses = new List<ExportLoss>();
        var capacity = first.Sample.NominalCapacity ?? second.Sample.NominalCapacity;
        string[] a = Text(first, capacity, formats, losses);
        string[] b = Text(second, capacity, formats, losses);
        return new(Compare(a, b), losses);
    }

    private static string[] Text(
        CyclerProgram program,
        Rational? capacity,
        IReadOnlyList<ICyclerFormat> formats,
        List<ExportLoss> losses
    )
    {
        program = program with { Sample = program.Sample with { NominalCapacity = capacity } };
        foreach (var format in formats)
        {
            var fitted = ProgramFitting.Fit(program, format.Capabilities);
            losses.AddRange(fitted.Losses);
            program = fitted.Program;
            var files = format.Write(program, new ExportHeader("compared", "", "", "", null, []));
            if (fitted.Losses.Any(loss => loss.IsFatal))
                continue;
            var texts = files.ToDictionary(
                file => file.Name,
                file => Exchange.Text.ExchangeText.FromBytes(file.Name, file.Content, [])
            );
            if (
                texts[files[0].Name] is { } text
                && format.Read(text, name => texts.GetValueOrDefault(name)).Program is { } back
            )
                program = back;
        }
        string cell = CellWriter.Write(Bare(program, capacity), "", null).Text;
        return
        [
            .. cell.Split('\n')
                .Where(line => line.Length > 0 && !line.StartsWith("///", StringComparison.Ordinal))
                .Where(line => !line.StartsWith("allow ", StringComparison.Ordinal))
                .Where(line => !line.StartsWith("edition ", StringComparison.Ordinal)),
        ];
    }

    /// <summary>Without what does nothing to a cell, and with numbers as far as every file keeps them.</summary>
    private static CyclerProgram Bare(CyclerProgram program, Rational? capacity)
    {
        Amperage Current(Amperage value) =>
            value.In(capacity) is { } amperes
                ? Amperage.Amperes(Rounded(amperes))
                : value with
                {
                    Value = Rounded(value.Value),
                };
        Amperage? Maybe(Amperage? value) => value is { } known ? Current(known) : null;
        CyclerCondition Condition(CyclerCondition condition)
        {
            if (condition.Quantity is CyclerQuantity.Current or CyclerQuantity.CurrentMagnitude)
            {
                var current = Current(condition.Amperage);
                condition = condition with { Value = current.Value, IsRelative = current.IsRate };
            }
            // No cycler tells a limit from one that is reached.
            return condition with
            {
                Value = Rounded(condition.In(capacity) ?? condition.Value),
                IsRelative = condition.IsRelative && capacity is null,
                Comparison = condition.IsAbove
                    ? Planning.Machines.Comparison.GreaterOrEqual
                    : Planning.Machines.Comparison.LessOrEqual,
            };
        }
        var steps = program.Steps.Select(
            (step, i) =>
                new CyclerStep(
                    $"step{i + 1}",
                    step.Control switch
                    {
                        CyclerControl.Current current => new CyclerControl.Current(Current(current.Value)),
                        CyclerControl.Hold hold => hold with
                        {
                            Limit = Maybe(hold.Limit),
                            Voltage = hold.Voltage is { } volts ? Rounded(volts) : null,
                        },
                        var other => other,
                    },
                    [
                        .. step
                            .Ends.Select(end => new CyclerEnd(
                                [.. end.All.Select(Condition)],
                                end.Target.Kind == TargetKind.Stop ? CyclerTarget.Stop(null) : end.Target
                            ))
                            .OrderBy(end => end.Single?.Quantity ?? CyclerQuantity.Other)
                            .ThenBy(end => end.Target.Kind),
                    ],
                    step.Record with
                    {
                        Current = Maybe(step.Record.Current),
                    },
                    Maybe(step.Guard)
                )
        );
        var safety = program.Safety with
        {
            ChargeCurrent = Maybe(program.Safety.ChargeCurrent),
            DischargeCurrent = Maybe(program.Safety.DischargeCurrent),
        };
        return new("compared", [.. steps], safety, new("cell", capacity, null));
    }

    private static Rational Rounded(Rational value) =>
        Rational.TryParse(value.ToDecimalString(12), out var rounded) ? rounded : value;

    private static List<ComparedLine> Compare(string[] a, string[] b)
    {
        int start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
            start++;
        int end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        var lines = a.Take(start).Select(line => new ComparedLine(' ', line)).ToList();
        lines.AddRange(Middle(a[start..^end], b[start..^end]));
        lines.AddRange(a.TakeLast(end).Select(line => new ComparedLine(' ', line)));
        return lines;
    }

    private static List<ComparedLine> Middle(string[] a, string[] b)
    {
        var lines = new List<ComparedLine>();
        if ((long)a.Length * b.Length > MostTable)
        {
            lines.AddRange(a.Select(line => new ComparedLine('-', line)));
            lines.AddRange(b.Select(line => new ComparedLine('+', line)));
            return lines;
        }
        // Length of the longest common rest, from each pair of places on.
        var common = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
                common[i, j] =
                    a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        for (int i = 0, j = 0; i < a.Length || j < b.Length; )
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                lines.Add(new(' ', a[i++]));
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new('-', a[i++]));
            }
            else
            {
                lines.Add(new('+', b[j++]));
            }
        }
        return lines;
    }
}
