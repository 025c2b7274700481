using CellDsl.Contracts;
using CellDsl.Executor.Journal;
using CellDsl.Executor.Running;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Records;

namespace CellDsl.Executor.Records;

/// <param name="Text">What was looked at, with figures.</param>
public sealed record VerificationFinding(bool Holds, string Text);

/// <summary>
/// Looks whether a run's folder is what it says: the journal's chain, the program and its sources by their hashes, every decision
/// made again by the archived program, and the data made again from the journal, byte by byte.
/// </summary>
public static class RunVerification
{
    /// <exception cref="JournalDamagedException">The journal itself is damaged.</exception>
    /// <exception cref="IOException">Something cannot be read.</exception>
    public static IReadOnlyList<VerificationFinding> Of(RunPaths paths)
    {
        using var journal = RunJournal.Look(new SqliteStore(paths.Journal, writes: false));
        var findings = new List<VerificationFinding>
        {
            new(true, $"journal: {journal.Count} records in one chain, head {journal.Head}"),
        };
        if (journal.Entries.OfType<RunBegan>().FirstOrDefault() is not { } began)
        {
            findings.Add(new(false, "the journal does not say what was begun"));
            return findings;
        }
        string expected = journal.Entries.OfType<Migrated>().LastOrDefault()?.ToAssembly ?? began.Assembly;
        byte[] assembly = File.ReadAllBytes(paths.Program);
        string hash = RunSession.Hash(assembly);
        findings.Add(new(hash == expected, $"program: SHA-256 {hash}"));
        if (hash != expected)
            return findings;
        using var program = ProgramLoader.Load(assembly, null, paths.Program);
        var info = program.Program.Info;
        string plan = PlanHash.OfJson(program.Program.Plan);
        findings.Add(new(plan == info.PlanHash, $"plan: {plan}, of the compiler {info.ToolVersion}"));
        string? sources = SourceArchive.Hash(paths.Sources);
        findings.Add(
            new(
                sources == info.SourceHash,
                sources is null ? "sources: not all there" : $"sources: {sources}"
            )
        );
        var setup = ExperimentRunner.Prepare(program.Program, began.Experiment);
        findings.Add(Decisions(journal.Entries, setup));
        if (RunCrate.Check(paths.Folder) is var (same, different))
            findings.Add(
                new(
                    different.Count == 0,
                    different.Count == 0
                        ? $"files: {same}, each with the SHA-256 that the crate gives it"
                        : $"files: not what the crate says: {string.Join(", ", different)}"
                )
            );
        findings.AddRange(Data(paths, journal.Entries, setup));
        return findings;
    }

    private static VerificationFinding Decisions(IReadOnlyList<Entry> entries, ExperimentSetup setup)
    {
        var machines = setup.Jobs.SelectMany(j => j.Runs).ToDictionary(r => r.Index, r => r.Run.Machine);
        int wrong = 0;
        int count = 0;
        foreach (var group in entries.GroupBy(ChannelOf).Where(g => g.Key is not null))
        {
            var replay = setup.Program.Visit(machines[group.Key ?? 0], new DecisionReplay([.. group]));
            count += replay.Count;
            wrong += replay.Wrong;
        }
        return new(
            wrong == 0,
            wrong == 0
                ? $"decisions: {count}, each made again by the program with the same result"
                : $"decisions: {wrong} of {count} are not what the program decides"
        );
    }

    private static IEnumerable<VerificationFinding> Data(
        RunPaths paths,
        IReadOnlyList<Entry> entries,
        ExperimentSetup setup
    )
    {
        var streams = new Dictionary<int, KeptStream>();
        using (
            var records = new LiveRecords(
                setup,
                (_, index, machine) => BdfWriter.Over(streams[index] = new(), machine)
            )
        )
        {
            foreach (var entry in entries)
                records.Take(entry);
        }
        string folder = Path.Combine(paths.Folder, "data");
        foreach (var (index, stream) in streams)
        {
            string suffix = FormattableString.Invariant($"_{index + 1:000}.bdf");
            string? file = Directory.Exists(folder)
                ? Directory
                    .EnumerateFiles(folder)
                    .FirstOrDefault(f => f.EndsWith(suffix, StringComparison.Ordinal))
                : null;
            string run = setup.Experiment.Runs[index].Id;
            if (file is null)
            {
                yield return new(false, $"data of {run}: the file is missing");
                continue;
            }
            byte[] written = File.ReadAllBytes(file);
            bool same = written.AsSpan().SequenceEqual(stream.Kept);
            int rows = written.AsSpan().Count((byte)'\n') - 1;
            yield return new(
                same,
                same
                    ? $"data of {run}: {rows} rows, as the journal has them"
                    : $"data of {run}: `{Path.GetFileName(file)}` is not what the journal has; `cell resume {paths.Folder}` writes it anew"
            );
        }
    }

    private static int? ChannelOf(Entry entry) =>
        entry switch
        {
            ChannelBegan e => e.Channel,
            Decided e => e.Channel,
            Interrupted e => e.Channel,
            _ => null,
        };

    /// <summary>Keeps its bytes when it is disposed.</summary>
    private sealed class KeptStream : MemoryStream
    {
        public byte[] Kept { get; private set; } = [];

        protected override void Dispose(bool disposing)
        {
            Kept = ToArray();
            base.Dispose(disposing);
        }
    }

    /// <summary>Has the machine decide again, from the state before on what it saw.</summary>
    private sealed class DecisionReplay(IReadOnlyList<Entry> entries)
        : IMachineVisitor<(int Count, int Wrong)>
    {
        public (int Count, int Wrong) Visit<TMachine, TState>()
            where TMachine : struct, IMachine<TState>
            where TState : struct
        {
            var command = new Command { Temperature = double.NaN, Step = -1 };
            ChannelBegan? began = null;
            bool started = false;
            int count = 0;
            int wrong = 0;
            foreach (var entry in entries)
            {
                if (entry is ChannelBegan begins)
                    began = begins;
                if (entry is Interrupted interrupted)
                    command = interrupted.Standing.Command;
                if (entry is not Decided decided || began is null)
                    continue;
                var state = default(TState);
                var seen = decided.Standing.Seen;
                TickResult result;
                if (!started)
                    result = TMachine.Start(
                        ref state,
                        began.Facts,
                        [.. began.Arguments],
                        in seen,
                        ref command
                    );
                else
                {
                    TMachine.Read(ref state, decided.Before);
                    result = TMachine.Tick(ref state, began.Facts, in seen, ref command);
                }
                started = true;
                var after = new byte[TMachine.Info.StateSize];
                TMachine.Write(in state, after);
                count++;
                bool same =
                    result == decided.Result
                    && after.AsSpan().SequenceEqual(decided.Standing.State)
                    && command.Step == decided.Standing.Command.Step
                    && command.Setpoint.Equals(decided.Standing.Command.Setpoint);
                if (!same)
                    wrong++;
                command = decided.Standing.Command;
            }
            return (count, wrong);
        }
    }
}
