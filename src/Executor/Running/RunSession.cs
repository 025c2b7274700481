using System.Security.Cryptography;
using CellDsl.Executor.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Executor.Records;
using CellDsl.Executor.World;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Records;
using Microsoft.Extensions.Logging;

namespace CellDsl.Executor.Running;

/// <summary>One process at work on one run, from taking its lock to writing its results.</summary>
public sealed class RunSession : IDisposable
{
    private readonly RunPaths _paths;
    private readonly RunLock _lock;
    private readonly RunJournal _journal;
    private readonly LoadedProgram _program;
    private readonly RunBegan _began;
    private readonly SessionBegan _session;
    private readonly ExperimentSetup _setup;
    private Absence _absence;

    private RunSession(RunPaths paths, RunLock taken, RunJournal journal, string tool)
    {
        (_paths, _lock, _journal) = (paths, taken, journal);
        _began =
            journal.Entries.OfType<RunBegan>().FirstOrDefault()
            ?? throw new RunRefusedException(
                $"the run in `{paths.Folder}` was ended before it had begun",
                "begin it again: nothing was sent to an instrument"
            );
        Pace = World.Pace.Parse(_began.Pace) ?? World.Pace.Real;
        var current = journal.Entries.OfType<Migrated>().LastOrDefault();
        _program = LoadArchived(paths, current?.ToAssembly ?? _began.Assembly);
        _setup = ExperimentRunner.Prepare(_program.Program, _began.Experiment);
        _session = NewSession(tool);
    }

    public Pace Pace { get; }

    /// <summary>Ids of the experiment's runs, by channel.</summary>
    public IReadOnlyList<string> Runs => [.. _setup.Experiment.Runs.Select(run => run.Id)];

    public string Experiment => _began.Experiment;

    public IReadOnlyDictionary<string, string> Connections => _began.Connections;

    public IReadOnlyDictionary<string, string> Overrides => _began.Overrides;

    /// <summary>What came of it so far, once it has been run.</summary>
    public RunReport? Report { get; private set; }

    /// <summary>Begins a run in a folder of its own.</summary>
    /// <exception cref="RunRefusedException">The folder holds a run already.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunSession Create(RunPaths paths, NewRun run)
    {
        Directory.CreateDirectory(paths.Folder);
        var taken = Take(paths);
        try
        {
            if (IsBegun(paths))
                throw new RunRefusedException(
                    $"`{paths.Folder}` holds a run already",
                    $"`cell resume {paths.Folder}` goes on with it; choose another folder for a new one"
                );
            File.WriteAllBytes(paths.Program, run.Assembly.ToArray());
            File.WriteAllBytes(paths.Symbols, run.Symbols.ToArray());
            SourceArchive.Write(paths.Sources, run.Sources);
            var journal = RunJournal.Open(new SqliteStore(paths.Journal));
            using (var program = ProgramLoader.Load(run.Assembly, null, run.Name))
                journal.Append(
                    new RunBegan(
                        run.Name,
                        run.Experiment,
                        run.Tool,
                        program.Program.Info.PlanHash,
                        program.Program.Info.SourceHash,
                        Hash(run.Assembly.Span),
                        run.Pace.ToString(),
                        run.Connections,
                        run.Overrides,
                        MachineStamps.Now
                    )
                );
            journal.Sync();
            journal.Dispose();
            return Open(paths, taken, run.Tool);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a run; what a process left that died before it had begun one is cleared away.</summary>
    private static bool IsBegun(RunPaths paths)
    {
        if (!File.Exists(paths.Journal))
            return false;
        using (var journal = RunJournal.Look(new SqliteStore(paths.Journal, writes: false)))
        {
            if (journal.Count > 0)
                return true;
        }
        foreach (string suffix in new[] { "", "-wal", "-shm" })
            File.Delete(paths.Journal + suffix);
        return false;
    }

    /// <summary>Takes up a run that was begun before.</summary>
    /// <exception cref="RunRefusedException">There is none, another process has it, or its program is not the one that began.</exception>
    /// <exception cref="JournalDamagedException">Its journal is damaged.</exception>
    public static RunSession Open(RunPaths paths, string tool)
    {
        if (!File.Exists(paths.Journal))
            throw new RunRefusedException(
                $"`{paths.Folder}` holds no run",
                "`cell runs` lists those that there are"
            );
        var taken = Take(paths);
        try
        {
            return Open(paths, taken, tool);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static RunSession Open(RunPaths paths, RunLock taken, string tool)
    {
        var journal = RunJournal.Open(new SqliteStore(paths.Journal));
        try
        {
            return new(paths, taken, journal, tool);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Runs until all is done, or somebody stops it, or it is called off.</summary>
    /// <param name="bench">Makes the instruments, given the cells and the time of the run.</param>
    /// <param name="watch">Sees every new entry of the journal.</param>
    /// <exception cref="JournalFailedException">The journal cannot be written; every instrument was brought to open circuit.</exception>
    public LiveEnd Run(
        Func<IReadOnlyList<CellJob>, Func<long>, IBench> bench,
        RunSettings settings,
        Action<Entry> watch,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        var clock = new PacedClock(Pace, _session.Clock, stepped: !Pace.IsReal && Connections.Count == 0);
        using var instruments = bench(_setup.Jobs, () => clock.Now);
        foreach (var entry in _journal.Entries)
            instruments.Recall(entry);
        var options = new RunOptions(Experiment, _paths.Folder)
        {
            Institution = instruments.IsSimulated ? "SIMULATED" : "LAB",
            Time = new Calendar(_began.At.Utc),
        };
        var folder = new RunFolder(_paths.Folder, Experiment, options);
        using var records = new LiveRecords(
            _setup,
            (run, index, machine) => BdfWriter.Create(folder.Full(folder.DataPath(run, index)), machine)
        );
        bool isNew = false;
        var events = new List<Entry>();
        var log = new RunLog(
            _journal,
            entry =>
            {
                records.Take(entry);
                if (EventTable.Tells(entry))
                    events.Add(entry);
                if (isNew)
                    watch(entry);
            }
        );
        isNew = true;
        _journal.Forget();
        log.Write(_session);
        log.Sync();
        var end = LiveEnd.Completed;
        if (log.Ended is null)
        {
            var live = new LiveRun(
                log,
                clock,
                new FolderMailbox(_paths.Inbox),
                settings,
                _setup.Jobs.Select(job => Line(job, instruments, log, clock, settings)),
                logger
            )
            {
                Flushed = records.Flush,
            };
            end = live.Run(cancellation);
        }
        records.Flush();
        var report = records.Report(_paths.Folder, end != LiveEnd.Completed, folder.DataPath);
        Report = folder.Write(report, _program.Program, _setup.Plan);
        RunFiles.Write(_paths, events, _setup, _began, log.Head, instruments.IsSimulated);
        return end;
    }

    public void Dispose()
    {
        _journal.Dispose();
        _program.Dispose();
        _lock.Dispose();
    }

    private CellLine Line(CellJob job, IBench bench, RunLog log, PacedClock clock, RunSettings settings) =>
        new(
            job.Runs,
            run =>
                _program.Program.Visit(
                    run.Run.Machine,
                    new ChannelMaker(
                        new(run.Index, run.Run.Id, job.Plan.Id, job.Cell.Facts, run.Arguments, _absence),
                        bench.CyclerOf(job),
                        log,
                        clock,
                        settings
                    )
                )
        );

    /// <summary>How much time of the run has passed since the journal was written last.</summary>
    private SessionBegan NewSession(string tool)
    {
        var log = new RunLog(_journal, _ => { });
        var now = MachineStamps.Now;
        (long start, _absence) = TakingUp.At(log, Pace, in now);
        return new(
            (log.LastSession?.Number ?? 0) + 1,
            Environment.ProcessId,
            Environment.MachineName,
            tool,
            start,
            _absence != Absence.Unknown,
            _journal.Cut,
            now
        );
    }

    private static RunLock Take(RunPaths paths) =>
        RunLock.Take(paths)
        ?? throw new RunRefusedException(
            $"`{paths.Folder}` is being run by another process",
            $"`cell stop {paths.Folder}` ends it, `cell runs` shows how far it is"
        );

    private static LoadedProgram LoadArchived(RunPaths paths, string expected)
    {
        byte[] assembly = File.ReadAllBytes(paths.Program);
        if (Hash(assembly) != expected)
            throw new RunRefusedException(
                $"`{paths.Program}` is not the program that this run began with",
                "restore it from a copy: a run never goes on under another program unless it is migrated"
            );
        byte[]? symbols = File.Exists(paths.Symbols) ? File.ReadAllBytes(paths.Symbols) : null;
        return ProgramLoader.Load(assembly, symbols, paths.Program);
    }

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Stands still at the day on which the run began, so that its files keep their names.</summary>
    private sealed class Calendar(DateTimeOffset day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => day;
    }
}
