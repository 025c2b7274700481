using System.Globalization;
using System.Text;
using CellDsl.Contracts;
using CellDsl.Executor.Journal;
using CellDsl.Executor.World;

namespace CellDsl.Executor.Records;

/// <summary>
/// <c>events.csv</c>: what happened to a run besides its protocol: processes, gaps, watchdogs, questions with their answers,
/// orders. Times are UTC; durations s.
/// </summary>
internal static class EventTable
{
    private const string Heading = "utc,run,event,text,by,unwatched_s,stood_still_s\n";

    /// <summary>Whether an entry is told of there.</summary>
    public static bool Tells(Entry entry) =>
        entry
            is RunBegan
                or SessionBegan
                or ChannelBegan
                or Interrupted
                or WatchdogTripped
                or Asked
                or Answered
                or Requested
                or Migrated
                or ChannelEnded
                or RunEnded;

    public static string Of(IEnumerable<Entry> entries)
    {
        var text = new StringBuilder(Heading);
        var runs = new Dictionary<int, string>();
        foreach (var entry in entries)
        {
            if (entry is ChannelBegan began)
                runs[began.Channel] = began.Run;
            Append(text, entry, channel => runs.GetValueOrDefault(channel, ""));
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, Entry entry, Func<int, string> run)
    {
        switch (entry)
        {
            case RunBegan e:
                Line(e.At, "", "begun", $"{e.Experiment}, {e.Pace} clock, {e.Tool}");
                break;
            case SessionBegan e:
                Line(
                    e.At,
                    "",
                    "taken up",
                    $"by process {e.Process} on {e.Machine}, {e.Tool}"
                        + (e.Cut > 0 ? $"; {e.Cut} torn records cut" : "")
                );
                break;
            case Interrupted e:
                Line(
                    e.At,
                    run(e.Channel),
                    "interrupted",
                    $"{e.Why}: {Verdict(e.Verdict)}",
                    "",
                    e.Unwatched,
                    e.StoodStill
                );
                break;
            case WatchdogTripped e:
                Line(e.At, run(e.Channel), "watchdog", e.What);
                break;
            case Asked e:
                Line(e.At, run(e.Channel), "asked", $"{e.Question}: {e.Text}");
                break;
            case Answered e:
                Line(e.At, "", "answered", $"{e.Question}: {e.Answer}{Note(e.Note)}", e.By);
                break;
            case Requested e:
                Line(e.At, "", "ordered", $"{e.What}{Note(e.Note)}", e.By);
                break;
            case Migrated e:
                Line(e.At, "", "migrated", $"from plan {e.FromPlan} to plan {e.ToPlan}", e.By);
                break;
            case ChannelEnded e:
                Line(e.At, run(e.Channel), "ended", e.Words ?? $"{e.Result}");
                break;
            case RunEnded e:
                Line(e.At, "", "over", e.Cancelled ? "stopped by a person" : "");
                break;
        }

        void Line(
            in Stamp at,
            string about,
            string what,
            string words,
            string by = "",
            long? unwatched = null,
            long? stood = null
        ) =>
            text.Append(at.Utc.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture))
                .Append(',')
                .AppendJoin(
                    ',',
                    new[] { about, what, words, by, Seconds(unwatched), Seconds(stood) }.Select(Quoted)
                )
                .Append('\n');
    }

    private static string Note(string? note) => note is null ? "" : $" ({note})";

    private static string Verdict(ResumeResult verdict) =>
        verdict switch
        {
            ResumeResult.Continue => "it went on",
            ResumeResult.Stop => "the protocol stopped",
            _ => "a person was asked",
        };

    private static string Seconds(long? nanoseconds) =>
        nanoseconds is { } n ? (n * 1e-9).ToString("0.###", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n") < 0
            ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
