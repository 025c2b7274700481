namespace CellDsl.Executor.World;

/// <summary>The machine's own file system.</summary>
public sealed class RealDisk : IDisk
{
    public IAppendFile Open(string path) => new AppendFile(path);

    private sealed class AppendFile(string path) : IAppendFile
    {
        // No buffer of our own: what is appended is with the system, and survives the death of this process.
        private readonly FileStream _stream = new(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.Read,
            0
        );

        public byte[] ReadAll()
        {
            var bytes = new byte[_stream.Length];
            _stream.Position = 0;
            _stream.ReadExactly(bytes);
            return bytes;
        }

        public void Append(ReadOnlySpan<byte> bytes)
        {
            _stream.Position = _stream.Length;
            _stream.Write(bytes);
        }

        public void Sync() => _stream.Flush(flushToDisk: true);

        public void Truncate(long length)
        {
            _stream.SetLength(length);
            Sync();
        }

        public void Dispose() => _stream.Dispose();
    }
}
