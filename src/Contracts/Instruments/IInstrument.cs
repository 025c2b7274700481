namespace CellDsl.Contracts.Instruments;

/// <summary>
/// Something in the laboratory that a program can drive. Every call may block for as long as the instrument's own time-out
/// and throws <see cref="InstrumentException"/> when it fails; nothing else may escape from a driver.
/// </summary>
public interface IInstrument : IDisposable
{
    /// <summary>What it calls itself: maker, model and serial number as far as it knows them.</summary>
    string Identity { get; }

    /// <summary>
    /// Brings it to where it may be left alone: a cycler to open circuit, a furnace to its declared cool-down, a mill and a
    /// press to a stop. May be called at any time and as often as one likes.
    /// </summary>
    void MakeSafe();
}

/// <summary>What is known of an instrument after a call has failed.</summary>
public enum InstrumentFault : byte
{
    /// <summary>There is no contact, and nothing that was asked for has been done.</summary>
    Unreachable,

    /// <summary>It may have done what was asked, or may not: read its state before anything else.</summary>
    Ambiguous,

    /// <summary>It understood and said no.</summary>
    Refused,
}

/// <summary>A call to an instrument has failed. The message is a sentence for the person at the bench.</summary>
public sealed class InstrumentException(InstrumentFault fault, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public InstrumentFault Fault { get; } = fault;
}
