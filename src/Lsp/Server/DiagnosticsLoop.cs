using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using CellDsl.Language.Semantics;
using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Server;

/// <summary>
/// Sends findings as fast as they can be found: always for the newest snapshot, so that edits that come in faster than
/// that are taken together. When the client is quiet for a moment, the open documents are planned, one after the other.
/// </summary>
internal sealed class DiagnosticsLoop : IDisposable
{
    /// <summary>So long without an edit before plans are made.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>So long without an edit before memory is given back.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(4);

    /// <summary>A document whose last plan took longer is not planned again until it is opened anew.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Workspace _workspace;
    private readonly ClientLink _client;
    private readonly ServerLog _log;
    private readonly CancellationToken _end;
    private readonly Channel<string?> _kicks = Channel.CreateUnbounded<string?>();
    private readonly Dictionary<string, (SourceFile? File, int Version, string Fingerprint)> _sent = [];
    private readonly HashSet<string> _slow = [];
    private readonly ConditionalWeakTable<SourceFile, object> _failed = [];
    private readonly Timer _idle;
    private Task _planning = Task.CompletedTask;

    public DiagnosticsLoop(Workspace workspace, ClientLink client, ServerLog log, CancellationToken end)
    {
        _workspace = workspace;
        _client = client;
        _log = log;
        _end = end;
        _idle = new(_ => GiveMemoryBack());
        _ = Task.Run(RunAsync, CancellationToken.None);
    }

    public bool PlansDocuments { get; set; } = true;

    public void Dispose() => _idle.Dispose();

    /// <summary>Something has changed; a changed document comes first.</summary>
    public void Kick(string? path = null)
    {
        _kicks.Writer.TryWrite(path);
        _idle.Change(s_idle, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes back the findings of a document that is not open any more.</summary>
    public void Close(string uri)
    {
        lock (_sent)
            _sent.Remove(uri);
        if (!_client.PullsDiagnostics)
            _ = _client.NotifyAsync(
                "textDocument/publishDiagnostics",
                new PublishDiagnosticsParams(uri, null, [])
            );
        Kick();
    }

    /// <summary>Equal for equal findings.</summary>
    public static string Fingerprint(IReadOnlyList<FileDiagnostic> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
            text.Append(finding.Code).Append(finding.Range).Append(finding.Message).Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private async Task RunAsync()
    {
        var reader = _kicks.Reader;
        try
        {
            while (await reader.WaitToReadAsync(_end))
            {
                string? first = null;
                while (reader.TryRead(out string? path))
                    first = path ?? first;
                await SendAllAsync(first);
                if (PlansDocuments && _planning.IsCompleted && !await IsDisturbedAsync(reader))
                    _planning = Task.Run(PlanAll, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    /// <summary>Whether something changes within the time after which plans are made.</summary>
    private async Task<bool> IsDisturbedAsync(ChannelReader<string?> reader)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(_end);
        pause.CancelAfter(s_quiet);
        try
        {
            return await reader.WaitToReadAsync(pause.Token);
        }
        catch (OperationCanceledException) when (!_end.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task SendAllAsync(string? first)
    {
        if (_client.PullsDiagnostics)
            return;
        var snapshot = _workspace.Current;
        foreach (var open in snapshot.Open.OrderBy(entry => entry.Key == first ? 0 : 1))
        {
            // A newer snapshot is worth more than the rest of this one.
            if (_kicks.Reader.TryPeek(out string? next) && next is not null && open.Key != first)
                return;
            try
            {
                await SendAsync(snapshot, open.Value);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _log.Write($"the findings of {open.Value.Uri} could not be worked out: {exception}");
            }
        }
    }

    private async Task SendAsync(Snapshot snapshot, OpenFile open)
    {
        var document = snapshot.Find(open.Uri);
        IReadOnlyList<FileDiagnostic> findings =
            Snapshot.IsTooLong(open.Source) ? [TooLong()]
            : document is null || document.File.IsStandard ? []
            : Diagnostics.Of(document);
        string fingerprint = Fingerprint(findings);
        lock (_sent)
        {
            var now = (document?.File, open.Version, fingerprint);
            if (
                _sent.TryGetValue(open.Uri, out var last)
                && last.Version == now.Version
                && last.Fingerprint == fingerprint
            )
                return;
            _sent[open.Uri] = now;
        }
        await _client.NotifyAsync(
            "textDocument/publishDiagnostics",
            new PublishDiagnosticsParams(open.Uri, open.Version, findings)
        );
    }

    /// <summary>An editor stays open for days; what typing has left behind goes back to the system meanwhile.</summary>
    private static void GiveMemoryBack() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static FileDiagnostic TooLong() =>
        new(
            default,
            2,
            "CELL0000",
            "cell",
            $"the file is longer than {DiskFiles.MaximumLength / 1024 / 1024} MB and is not looked at"
        );

    private void PlanAll()
    {
        var snapshot = _workspace.Current;
        bool made = false;
        foreach (var root in snapshot.Compilation.Roots)
        {
            if (
                _workspace.Current.Generation != snapshot.Generation
                || !snapshot.Open.ContainsKey(root.Source.Path)
                || snapshot.PlanOf(root) is not null
                || _failed.TryGetValue(root, out _)
                || _slow.Contains(root.Source.Path)
            )
                continue;
            long start = TimeProvider.System.GetTimestamp();
            try
            {
                _workspace.Plans.Make(snapshot, root);
                made = true;
            }
            catch (Exception exception)
            {
                _failed.AddOrUpdate(root, root);
                _log.Write($"{root.Source.Path} could not be planned: {exception}");
            }
            if (TimeProvider.System.GetElapsedTime(start) > s_patience)
                _slow.Add(root.Source.Path);
        }
        if (made || _workspace.Current.Generation != snapshot.Generation)
            Kick();
        if (made)
            _client.Refresh();
    }
}
