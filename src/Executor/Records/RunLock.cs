using System.Globalization;

namespace CellDsl.Executor.Records;

/// <summary>Keeps a second process from running the same run. The system lets go of it when the process dies, however it dies.</summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or null where another process has it.</summary>
    public static RunLock? Take(RunPaths paths)
    {
        FileStream file;
        try
        {
            file = new(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(paths.Lock))
        {
            return null;
        }
        file.SetLength(0);
        file.Write(
            System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        );
        file.Flush();
        return new(file);
    }

    /// <summary>Whether some process holds it.</summary>
    public static bool IsTaken(RunPaths paths)
    {
        if (!File.Exists(paths.Lock))
            return false;
        try
        {
            using var probe = new FileStream(paths.Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _file.Dispose();
}
