namespace CellDsl.Executor.Journal;

/// <summary>Part of a journal that had been on the disk is gone or changed. The message is a sentence for a person.</summary>
public sealed class JournalDamagedException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>The journal cannot be written any more, so nothing may be decided any more.</summary>
public sealed class JournalFailedException(string message, Exception inner) : Exception(message, inner);
