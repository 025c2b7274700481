using System.Globalization;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Instruments.Scpi;
using CellDsl.Executor.Journal;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Executor.Instruments;

/// <summary>Instruments behind connections, a channel for each cell in the order of the plan.</summary>
public sealed class ConnectedBench : IBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, ICycler> _byCell = [];

    /// <param name="connections">An address by cell; under <c>*</c> that of a cycler with a channel for each of the others.</param>
    /// <exception cref="FormatException">An address is none.</exception>
    /// <exception cref="SimulationException">A run needs a number that nobody stated.</exception>
    public ConnectedBench(IReadOnlyList<CellJob> jobs, IReadOnlyDictionary<string, string> connections)
    {
        int channel = 0;
        foreach (var job in jobs)
        {
            string? address = connections.TryGetValue(job.Plan.Id, out var own) ? own : null;
            bool shared = address is null && connections.TryGetValue("*", out address);
            if (address is null)
                continue;
            RefuseStandIns(job);
            var uri = AddressOf(address);
            string? greeting = shared
                ? ScpiText.Channel + (++channel).ToString(CultureInfo.InvariantCulture)
                : Greeting(uri);
            _byCell[job.Plan.Id] = new ScpiCycler(new TcpLineLink(uri.Host, uri.Port, greeting, Patience));
        }
    }

    /// <summary>The models of another process are models too.</summary>
    public bool IsSimulated { get; private set; }

    public ICycler CyclerOf(CellJob job)
    {
        if (!_byCell.TryGetValue(job.Plan.Id, out var cycler))
            throw new InstrumentException(
                InstrumentFault.Refused,
                $"no instrument is connected for {job.Plan.Id}"
            );
        return cycler;
    }

    public void Recall(Entry entry)
    {
        if (entry is ChannelBegan began)
            IsSimulated |= began.Instrument.StartsWith("simulated", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var cycler in _byCell.Values)
            cycler.Dispose();
    }

    /// <summary>Reads <c>scpi://host:port</c>, or with a channel <c>scpi://host:port/3</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "scpi", Port: > 0 }
            ? uri
            : throw new FormatException($"`{text}` is no address of an instrument: write scpi://host:port");

    // A model's stand-in is good enough to simulate with. What flows through a real cell is stated by somebody.
    private static void RefuseStandIns(CellJob job)
    {
        foreach (var planned in job.Runs)
        {
            if (planned.Run.Arguments.FirstOrDefault(argument => argument.Value is null) is { } open)
                throw new SimulationException(
                    $"`{open.Name}` of `{planned.Run.Text}` is not stated, or needs something of {job.Plan.Id} that is not: "
                        + "an instrument takes no stand-in of a model. `cell check --list-open` lists what is open"
                );
        }
    }

    private static string? Greeting(Uri uri)
    {
        string channel = uri.AbsolutePath.Trim('/');
        return channel.Length == 0 ? null : ScpiText.Channel + channel;
    }
}
