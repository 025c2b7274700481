namespace CellDsl.Executor.Journal;

/// <summary>
/// Where sealed records are kept. It need not understand them. A failure of any call is an <see cref="IOException"/>;
/// after one, nothing is known of what has reached the disk, and the store must be opened anew.
/// </summary>
public interface IJournalStore : IDisposable
{
    /// <summary>Everything that looks like a record, in order; what is torn or flipped may be among it or missing.</summary>
    IReadOnlyList<SealedRecord> ReadAll();

    /// <summary>Whether there is something behind the last record that is none.</summary>
    bool HasTornTail { get; }

    /// <summary>Removes everything behind the record of that number.</summary>
    void CutBehind(long number);

    /// <summary>Takes a record; it may stay in memory until the next commit.</summary>
    void Append(SealedRecord record);

    /// <summary>Hands everything over to the system, and when durable returns once it would survive the loss of power.</summary>
    void Commit(bool durable);
}
