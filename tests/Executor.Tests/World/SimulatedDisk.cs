using CellDsl.Executor.World;

namespace CellDsl.Executor.Tests.World;

/// <summary>What a disk may do.</summary>
internal sealed record DiskFaults
{
    /// <summary>Kill the process in the middle of the n-th call, counted from 1; 0 for never.</summary>
    public long KillAt { get; init; }

    public double Full { get; init; }

    public double SyncFails { get; init; }

    /// <summary>Whether the loss of power takes what was not synced, in part, torn and flipped; else only the process dies.</summary>
    public bool LosesPower { get; init; }
}

/// <summary>One file on a disk that keeps what was synced, and of the rest what it likes.</summary>
internal sealed class SimulatedDisk(SimulatedWorld world) : IDisk
{
    private readonly List<byte> _bytes = [];
    private int _safe;
    private bool _full;

    public DiskFaults Faults { get; set; } = new();

    /// <summary>Calls so far.</summary>
    public long Calls { get; private set; }

    public bool IsSynced => _safe == _bytes.Count;

    public int Length => _bytes.Count;

    public IAppendFile Open(string path) => new File(this);

    /// <summary>The process, or with it the computer, has died.</summary>
    public void Die()
    {
        if (!Faults.LosesPower)
            return;
        int kept = _safe + world.Chance.Next(_bytes.Count - _safe + 1);
        _bytes.RemoveRange(kept, _bytes.Count - kept);
        if (kept > _safe && world.Happens(0.5))
        {
            int at = world.Chance.Next(_safe, kept);
            _bytes[at] ^= (byte)(1 << world.Chance.Next(8));
        }
        _safe = _bytes.Count;
    }

    /// <summary>Somebody makes room.</summary>
    public void Heal() => _full = false;

    /// <summary>Flips one bit, wherever it is.</summary>
    public void Flip(int at, int bit) => _bytes[at] ^= (byte)(1 << bit);

    private void Call()
    {
        if (++Calls == Faults.KillAt)
            throw new KilledException();
    }

    private sealed class File(SimulatedDisk disk) : IAppendFile
    {
        public byte[] ReadAll() => [.. disk._bytes];

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (disk.Calls + 1 == disk.Faults.KillAt)
                // Killed within the call: part of it has gone through.
                disk._bytes.AddRange(bytes[..disk.Chance(bytes.Length)]);
            disk.Call();
            disk._full |= disk.World.Happens(disk.Faults.Full);
            if (disk._full)
            {
                disk._bytes.AddRange(bytes[..disk.Chance(bytes.Length)]);
                throw new IOException("no space left on device");
            }
            disk._bytes.AddRange(bytes);
        }

        public void Sync()
        {
            disk.Call();
            if (disk.World.Happens(disk.Faults.SyncFails))
                throw new IOException("input/output error");
            disk._safe = disk._bytes.Count;
        }

        public void Truncate(long length)
        {
            disk._bytes.RemoveRange((int)length, disk._bytes.Count - (int)length);
            disk._safe = disk._bytes.Count;
        }

        public void Dispose() { }
    }

    private SimulatedWorld World => world;

    private int Chance(int most) => world.Chance.Next(most + 1);
}
