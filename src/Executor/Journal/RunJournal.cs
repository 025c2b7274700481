namespace CellDsl.Executor.Journal;

/// <summary>
/// The journal of one run. Entries are sealed in a chain; a torn tail is cut when it is opened, and damage before what was
/// known to be on the disk is refused.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private readonly IJournalStore _store;
    private byte[] _last;
    private long _durable;
    private bool _failed;

    private RunJournal(IJournalStore store, List<SealedRecord> records, long durable, int cut)
    {
        _store = store;
        Cut = cut;
        Count = records.Count;
        _last = records.Count > 0 ? records[^1].Seal : SealedRecord.Origin;
        _durable = durable;
        Entries = [.. records.Select(r => EntryJson.Read(r.Text, r.Number))];
    }

    /// <summary>What it held when it was opened.</summary>
    public IReadOnlyList<Entry> Entries { get; private set; }

    /// <summary>Torn records that were cut from its end when it was opened.</summary>
    public int Cut { get; }

    /// <summary>Number of the last record.</summary>
    public long Count { get; private set; }

    /// <summary>Seal of the last record, hexadecimal: it stands for the whole journal.</summary>
    public string Head => Convert.ToHexStringLower(_last);

    /// <exception cref="JournalDamagedException">Something is gone or changed that had been on the disk.</exception>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static RunJournal Open(IJournalStore store)
    {
        var (whole, durable, cut) = Inspect(store);
        if (cut > 0)
            store.CutBehind(whole.Count);
        return new(store, whole, durable, cut);
    }

    /// <summary>The entries of a journal that another process may be writing; nothing is cut.</summary>
    /// <exception cref="JournalDamagedException">Something is gone or changed that had been on the disk.</exception>
    public static RunJournal Look(IJournalStore store)
    {
        var (whole, durable, cut) = Inspect(store);
        return new(store, whole, durable, cut) { _failed = true };
    }

    /// <summary>Lets go of what was read when it was opened.</summary>
    public void Forget() => Entries = [];

    /// <exception cref="JournalFailedException">It cannot be written.</exception>
    public void Append(Entry entry)
    {
        var record = SealedRecord.Of(Count + 1, _durable, _last, EntryJson.Write(entry));
        Guarded(() => _store.Append(record));
        (_last, Count) = (record.Seal, record.Number);
    }

    /// <summary>Hands everything to the system: it survives the death of this process, not that of the machine.</summary>
    public void Flush() => Guarded(() => _store.Commit(durable: false));

    /// <summary>Returns once everything would survive the loss of power.</summary>
    public void Sync()
    {
        Guarded(() => _store.Commit(durable: true));
        _durable = Count;
    }

    public void Dispose() => _store.Dispose();

    // After a failed sync the system may have dropped what it could not write and report success the next time, so a journal
    // that has failed once is never written again.
    private void Guarded(Action action)
    {
        if (_failed)
            throw new JournalFailedException("The journal has failed before.", new IOException());
        try
        {
            action();
        }
        catch (IOException e)
        {
            _failed = true;
            throw new JournalFailedException($"The journal cannot be written: {e.Message}", e);
        }
    }

    private static (List<SealedRecord> Whole, long Durable, int Cut) Inspect(IJournalStore store)
    {
        var all = store.ReadAll();
        var whole = new List<SealedRecord>(all.Count);
        byte[] last = SealedRecord.Origin;
        foreach (var record in all)
        {
            if (
                record.Number != whole.Count + 1
                || !record.Before.AsSpan().SequenceEqual(last)
                || !record.IsWhole
            )
                break;
            whole.Add(record);
            last = record.Seal;
        }
        // Records behind the break may be whole by themselves: writes reach a disk in any order. But none of them can say that
        // the break had been on the disk already, unless it was damaged there.
        long durable = all.Where(r => r.IsWhole).Select(r => r.Durable).DefaultIfEmpty(0).Max();
        if (durable > whole.Count)
            throw new JournalDamagedException(
                $"The journal is damaged: record {whole.Count + 1} of {all.Count} had been written safely, and is not what was "
                    + "written. Restore the folder of the run from a copy; what stands behind that record cannot be trusted."
            );
        int cut = all.Count - whole.Count;
        if (cut == 0 && store.HasTornTail)
            cut = 1;
        return (whole, durable, cut);
    }
}
