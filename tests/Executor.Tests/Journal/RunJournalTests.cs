using CellDsl.Executor.Journal;
using CellDsl.Executor.Tests.World;
using CellDsl.Executor.World;
using CellDsl.TestKit;
using Microsoft.Data.Sqlite;

namespace CellDsl.Executor.Tests.Journal;

/// <summary>What is appended is there again; a torn tail is cut, and damage before it is told.</summary>
public sealed class RunJournalTests
{
    private static readonly Stamp At = new("boot", 5, DateTimeOffset.UnixEpoch);

    private static Entry Line(int n) => new Requested($"request {n}", "Ada", null, At);

    private static SimulatedDisk Written(int entries, int synced)
    {
        var disk = new SimulatedDisk(new(0));
        using var journal = RunJournal.Open(new FileStore(disk, "j"));
        for (int i = 1; i <= entries; i++)
        {
            journal.Append(Line(i));
            journal.Flush();
            if (i <= synced)
                journal.Sync();
        }
        return disk;
    }

    [Fact]
    public void Entries_come_back_in_their_order()
    {
        using var journal = RunJournal.Open(new FileStore(Written(9, 9), "j"));
        Assert.Equal(Enumerable.Range(1, 9).Select(Line), journal.Entries);
        Assert.Equal(0, journal.Cut);
    }

    [Fact]
    public void Any_flipped_bit_behind_the_last_sync_cuts_the_tail_and_no_more()
    {
        int safe = Written(3, 3).Length;
        int all = Written(4, 3).Length;
        for (int at = safe; at < all; at++)
        {
            var disk = Written(4, 3);
            disk.Flip(at, at % 8);
            using var journal = RunJournal.Open(new FileStore(disk, "j"));
            Assert.Equal(3, journal.Count);
            Assert.Equal(1, journal.Cut);
            journal.Append(Line(4));
            journal.Sync();
            using var again = RunJournal.Open(new FileStore(disk, "j"));
            Assert.Equal(4, again.Count);
        }
    }

    [Fact]
    public void Any_flipped_bit_before_it_is_told()
    {
        int safe = Written(3, 3).Length;
        for (int at = 0; at < safe; at++)
        {
            var disk = Written(6, 4);
            disk.Flip(at, at % 8);
            var e = Assert.Throws<JournalDamagedException>(() => RunJournal.Open(new FileStore(disk, "j")));
            Assert.Contains("had been written safely", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void After_a_failed_sync_nothing_is_written_any_more()
    {
        var disk = new SimulatedDisk(new(0)) { Faults = new() { SyncFails = 1 } };
        using var journal = RunJournal.Open(new FileStore(disk, "j"));
        journal.Append(Line(1));
        Assert.Throws<JournalFailedException>(journal.Sync);
        disk.Faults = new();
        Assert.Throws<JournalFailedException>(journal.Sync);
    }

    [Fact]
    public void The_data_base_gives_back_what_it_took_and_tells_a_changed_record()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("journal.db");
        string head;
        using (var journal = RunJournal.Open(new SqliteStore(path)))
        {
            for (int i = 1; i <= 5; i++)
            {
                journal.Append(Line(i));
                journal.Sync();
            }
            head = journal.Head;
        }
        using (var journal = RunJournal.Open(new SqliteStore(path)))
        {
            Assert.Equal(Enumerable.Range(1, 5).Select(Line), journal.Entries);
            Assert.Equal(head, journal.Head);
        }
        Change(path, "UPDATE record SET text = replace(text, 'Ada', 'Eve') WHERE number = 2");
        Assert.Throws<JournalDamagedException>(() => RunJournal.Open(new SqliteStore(path)));
    }

    [Fact]
    public void A_data_base_without_its_table_holds_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("journal.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }
        using var journal = RunJournal.Look(new SqliteStore(path, writes: false));
        Assert.Equal(0, journal.Count);
    }

    [Fact]
    public void A_file_that_is_no_data_base()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("journal.db", string.Concat(Enumerable.Repeat("no data base ", 400)));
        Assert.Throws<IOException>(() => new SqliteStore(path));
    }

    [Fact]
    public void Numbers_survive_exactly()
    {
        var seen = new CellDsl.Contracts.Observation
        {
            Time = long.MaxValue - 1,
            Voltage = 0.1 + 0.2,
            Current = -double.Epsilon,
            Temperature = double.NaN,
        };
        var disk = new SimulatedDisk(new(0));
        using (var journal = RunJournal.Open(new FileStore(disk, "j")))
        {
            journal.Append(new Row(3, seen, double.PositiveInfinity));
            journal.Sync();
        }
        using var again = RunJournal.Open(new FileStore(disk, "j"));
        Assert.Equal(new Row(3, seen, double.PositiveInfinity), Assert.Single(again.Entries));
    }

    private static void Change(string path, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
