namespace CellDsl.Executor.World;

/// <summary>Where journals in plain files lie, so that a disk can be simulated.</summary>
public interface IDisk
{
    /// <summary>Opens a file to read all of it and to write at its end; makes it if it is not there.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    IAppendFile Open(string path);
}

/// <summary>A file that only grows, but for a tail that is cut. Every call may throw an <see cref="IOException"/>.</summary>
public interface IAppendFile : IDisposable
{
    byte[] ReadAll();

    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Returns once everything appended will survive the loss of power.</summary>
    void Sync();

    void Truncate(long length);
}
