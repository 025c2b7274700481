using System.Diagnostics;
using System.Globalization;

namespace CellDsl.Lsp.Bench;

/// <summary>One size of program: typing, completion, hover and rename in the middle of one of its files.</summary>
internal static class Scenario
{
    public const int WarmUps = 60;

    public static string Run(string command, int files, int lines, int samples)
    {
        var folder = Directory.CreateTempSubdirectory("cell-lsp-bench-");
        try
        {
            bool several = files > 1;
            string text = Corpus.File(lines, several);
            if (several)
            {
                File.WriteAllText(Path.Combine(folder.FullName, "shared.cell"), Corpus.Shared);
                for (int i = 0; i < files - 1; i++)
                    File.WriteAllText(Path.Combine(folder.FullName, $"file_{i:D3}.cell"), text);
            }
            string uri = $"file://{folder.FullName}/file_000.cell";
            using var client = new Client(command, $"file://{folder.FullName}");
            client.Open(uri, text);
            int findings = client.AwaitFindings(uri);
            double first = Stopwatch.GetElapsedTime(client.Started).TotalMilliseconds;
            if (findings > 0)
                throw new InvalidOperationException($"the text of {lines} lines has {findings} findings");
            int line = LineOf(text, Corpus.Target, text.Length / 2);
            int column = text.Split('\n')[line].Length - " V or for 15 h".Length;
            var typing = Measure(
                samples,
                i =>
                {
                    bool adds = i % 2 == 0;
                    client.Type(uri, line, column, adds ? column : column + 1, adds ? "5" : "");
                    client.AwaitFindings(uri);
                }
            );
            var completion = Measure(
                samples,
                _ => client.Ask("textDocument/completion", Client.At(uri, line, column + 1))
            );
            var hover = Measure(samples, _ => client.Ask("textDocument/hover", Client.At(uri, line, 5)));
            string renamed = several ? "formation" : "protocol cycles_";
            int target = LineOf(text, renamed, text.Length / 2);
            int at = text.Split('\n')[target].IndexOf(renamed, StringComparison.Ordinal) + renamed.Length - 1;
            var rename = Measure(
                Math.Max(20, samples / 10),
                _ =>
                {
                    var asked = Client.At(uri, target, at);
                    asked["newName"] = "another_name";
                    client.Ask("textDocument/rename", asked);
                }
            );
            double busy = client.MebibytesInUse;
            Thread.Sleep(TimeSpan.FromSeconds(6));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {files} | {text.Count(c => c == '\n')} | {first:0} | {busy:0} / {client.MebibytesInUse:0} MiB | {typing} | {completion} | {hover} | {rename} |"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int LineOf(string text, string wanted, int from)
    {
        int at = text.IndexOf(wanted, from, StringComparison.Ordinal);
        return text.AsSpan(0, at < 0 ? text.IndexOf(wanted, StringComparison.Ordinal) : at).Count('\n');
    }

    private static string Measure(int samples, Action<int> act)
    {
        int warm = Math.Min(WarmUps, samples);
        for (int i = 0; i < warm + (warm % 2); i++)
            act(i);
        double[] times = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            long start = Stopwatch.GetTimestamp();
            act(i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{times[samples / 2]:0.0} / {times[(int)(samples * 0.95)]:0.0} / {times[Math.Min(samples - 1, (int)(samples * 0.99))]:0.0}"
        );
    }
}
