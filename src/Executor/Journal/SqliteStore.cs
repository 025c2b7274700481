using Microsoft.Data.Sqlite;

namespace CellDsl.Executor.Journal;

/// <summary>
/// A journal as a table of an SQLite data base, which any tool can read. Records gather in memory and go into one transaction;
/// only a durable commit waits for the disk.
/// </summary>
public sealed class SqliteStore : IJournalStore
{
    private readonly SqliteConnection _connection;
    private readonly List<SealedRecord> _pending = [];

    /// <exception cref="IOException">The file is no data base, or cannot be opened.</exception>
    public SqliteStore(string path, bool writes = true)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = writes ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        _connection = new(text.ToString());
        try
        {
            Guarded(() =>
            {
                _connection.Open();
                Execute("PRAGMA busy_timeout = 10000");
                if (!writes)
                    return;
                Execute("PRAGMA journal_mode = WAL");
                Execute(
                    "CREATE TABLE IF NOT EXISTS record(number INTEGER PRIMARY KEY, durable INTEGER NOT NULL, "
                        + "before BLOB NOT NULL, seal BLOB NOT NULL, text TEXT NOT NULL) STRICT"
                );
            });
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite itself drops what was torn.</summary>
    public bool HasTornTail => false;

    public IReadOnlyList<SealedRecord> ReadAll()
    {
        var records = new List<SealedRecord>();
        Guarded(() =>
        {
            // A process may have died before it made the table.
            if (!HasTable())
                return;
            using var command = _connection.CreateCommand();
            command.CommandText =
                "SELECT number, durable, before, seal, CAST(text AS BLOB) FROM record ORDER BY number";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                records.Add(
                    new(
                        reader.GetInt64(0),
                        reader.GetInt64(1),
                        reader.GetFieldValue<byte[]>(2),
                        reader.GetFieldValue<byte[]>(3),
                        reader.GetFieldValue<byte[]>(4)
                    )
                );
        });
        return records;
    }

    public void CutBehind(long number) =>
        Guarded(() =>
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "DELETE FROM record WHERE number > $number";
            command.Parameters.AddWithValue("$number", number);
            command.ExecuteNonQuery();
        });

    public void Append(SealedRecord record) => _pending.Add(record);

    public void Commit(bool durable) =>
        Guarded(() =>
        {
            // In WAL mode FULL waits for the disk at every commit; NORMAL only before it moves the log into the data base.
            Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            if (_pending.Count == 0)
            {
                if (durable)
                    Execute("PRAGMA wal_checkpoint(PASSIVE)");
                return;
            }
            using var transaction = _connection.BeginTransaction();
            using var insert = _connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText =
                "INSERT INTO record(number, durable, before, seal, text) VALUES ($n, $d, $b, $s, CAST($t AS TEXT))";
            var number = insert.Parameters.Add("$n", SqliteType.Integer);
            var safe = insert.Parameters.Add("$d", SqliteType.Integer);
            var before = insert.Parameters.Add("$b", SqliteType.Blob);
            var seal = insert.Parameters.Add("$s", SqliteType.Blob);
            var text = insert.Parameters.Add("$t", SqliteType.Blob);
            foreach (var record in _pending)
            {
                number.Value = record.Number;
                safe.Value = record.Durable;
                before.Value = record.Before;
                seal.Value = record.Seal;
                text.Value = record.Text;
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
            _pending.Clear();
        });

    public void Dispose() => _connection.Dispose();

    private bool HasTable()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'record'";
        return command.ExecuteScalar() is long and > 0;
    }

    private void Execute(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
