namespace CellDsl.Executor.Running;

/// <summary>One run of the plan on its instrument, as the loop over all of them sees it.</summary>
internal interface IChannel
{
    int Index { get; }

    /// <summary>Run time of the next look, ns; never while it waits for a person.</summary>
    long Due { get; }

    ChannelPhase Phase { get; }

    /// <summary>Takes up where the journal left off, or begins.</summary>
    void Begin();

    /// <summary>Looks at the cell and does what is to be done.</summary>
    void Look();

    /// <summary>Writes where it stands, for a flush of the journal.</summary>
    void Checkpoint();

    /// <summary>Brings the instrument to open circuit and waits for <see cref="Continue"/>.</summary>
    void Pause(string why);

    void Continue(string why);

    /// <summary>Ends it before its time.</summary>
    void Stop(string why);

    /// <summary>Brings the instrument to open circuit whatever else goes wrong; writes nothing.</summary>
    void Abandon();
}

internal enum ChannelPhase
{
    Running,

    /// <summary>At open circuit because a person wants it so.</summary>
    Paused,

    /// <summary>At open circuit, waiting for an answer.</summary>
    Asking,

    /// <summary>Out of contact: tried again and again.</summary>
    Lost,
    Ended,
}
