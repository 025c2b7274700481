using System.Text;
using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Executor.Records;
using CellDsl.Executor.Running;
using CellDsl.Executor.World;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Instruments;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Executor.Tests.World;

/// <summary>
/// The whole life of a run in a simulated world: processes that live and die one after the other, one instrument that outlives
/// them, a disk, and a person who answers.
/// </summary>
internal sealed class SimulatedLife
{
    private const int MostProcesses = 400;

    private readonly SimulatedWorld _world;
    private readonly ExperimentSetup _setup;
    private readonly ICycler _instrument;
    private readonly AnsweringPerson _person;

    public SimulatedLife(IProgram program, int seed)
    {
        _world = new(seed);
        Disk = new(_world);
        _setup = ExperimentRunner.Prepare(program, "first");
        _instrument = _setup.Jobs[0].Cell.Description.Visit(new Maker(() => _world.Time));
        _person = new(_world);
    }

    public SimulatedDisk Disk { get; }

    public Witness Witness { get; } = new();

    public SimulatedWorld World => _world;

    public LinkFaults Link { get; set; } = new();

    public bool LosesContact { get; private set; }

    /// <summary>How long nobody runs it after each death, ns; drawn anew each time.</summary>
    public Func<long> Downtime { get; set; } = () => 0;

    /// <summary>What befalls the computer between two processes.</summary>
    public Action BetweenProcesses { get; set; } = () => { };

    /// <summary>So many processes may die; the next is spared, so that every life has an end.</summary>
    public int MostDeaths { get; set; } = 12;

    public int Processes { get; private set; }

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public RunOutcome? Outcome { get; private set; }

    public string Rows { get; private set; } = "";

    public void Live()
    {
        LosesContact = Link != new LinkFaults();
        for (Processes = 1; Processes <= MostProcesses; Processes++)
        {
            if (Processes > MostDeaths)
            {
                Link = new();
                Disk.Faults = new();
            }
            try
            {
                if (Process())
                    break;
                return;
            }
            catch (KilledException)
            {
                Disk.Die();
            }
            catch (JournalFailedException)
            {
                Disk.Die();
                Disk.Heal();
            }
            _world.Pass(Downtime());
            BetweenProcesses();
        }
        Assert.True(Processes <= MostProcesses, "the run does not come to an end");
        Conclude();
    }

    private bool Process()
    {
        using var journal = RunJournal.Open(new FileStore(Disk, "journal"));
        var log = new RunLog(journal, _person.Take);
        if (log.Began is null)
        {
            log.Write(new RunBegan("r", "first", "t", "", "", "", "real", Nothing, Nothing, _world.Stamp));
            log.Sync();
        }
        var (start, absence) = TakingUp.At(log, Pace.Real, _world.Stamp);
        var clock = new ProcessClock(_world, start);
        log.Write(
            new SessionBegan(
                Processes,
                1,
                "m",
                "t",
                start,
                absence != Absence.Unknown,
                journal.Cut,
                _world.Stamp
            )
        );
        log.Sync();
        if (log.Ended is not null)
            return true;
        using var link = new FaultyLink(_instrument, _world, Disk, Witness) { Faults = Link };
        var job = _setup.Jobs[0];
        var line = new CellLine(
            job.Runs,
            run =>
                _setup.Program.Visit(
                    run.Run.Machine,
                    new ChannelMaker(
                        new(run.Index, run.Run.Id, job.Plan.Id, job.Cell.Facts, run.Arguments, absence),
                        link,
                        log,
                        clock,
                        Settings
                    )
                )
        );
        try
        {
            var end = new LiveRun(log, clock, _person, Settings, [line], NullLogger.Instance).Run(default);
            return end == LiveEnd.Completed;
        }
        finally
        {
            link.Cut();
        }
    }

    private void Conclude()
    {
        using var journal = RunJournal.Open(new FileStore(Disk, "journal"));
        Entries = journal.Entries;
        var stream = new MemoryStream();
        using (var records = new LiveRecords(_setup, (_, _, machine) => BdfWriter.Over(stream, machine)))
        {
            foreach (var entry in Entries)
                records.Take(entry);
            Outcome = records.Report(null, false, (_, _) => null).Runs[0];
        }
        Rows = Encoding.UTF8.GetString(stream.ToArray());
        if (Environment.GetEnvironmentVariable("CELL_FAULT_JOURNAL") is { Length: > 0 } path)
            File.WriteAllLines(path, Entries.Select(e => Encoding.UTF8.GetString(EntryJson.Write(e))));
    }

    private static Dictionary<string, string> Nothing => [];

    public static RunSettings Settings { get; } =
        new() { LongestLook = 20_000_000_000, FlushInterval = 240_000_000_000 };

    private sealed class Maker(Func<long> clock) : ICellVisitor<ISimulatedCycler>
    {
        public ISimulatedCycler Visit<TModel>(TModel model)
            where TModel : struct, ICellModel =>
            new SimulatedCycler<TModel>("coin", in model, clock, LoopSettings.Default);
    }
}
