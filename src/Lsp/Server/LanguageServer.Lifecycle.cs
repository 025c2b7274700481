using System.Text.Json;
using CellDsl.Language.Semantics;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Server;

/// <summary>From the first message to the last: what both sides can do, folders, settings.</summary>
public sealed partial class LanguageServer
{
    private readonly string _version;
    private CellSettings _settings = new();

    private void AddLifecycle()
    {
        Request<InitializeParams, InitializeResult>("initialize", (parameters, _) => Initialize(parameters));
        _rpc.AddLocalRpcMethod("initialized", Initialized);
        _rpc.AddLocalRpcMethod("shutdown", ShutDown);
        _rpc.AddLocalRpcMethod("exit", Exit);
        Notification<DidChangeConfigurationParams>("workspace/didChangeConfiguration", ChangeConfiguration);
        Notification<DidChangeWorkspaceFoldersParams>("workspace/didChangeWorkspaceFolders", ChangeFolders);
        Notification<DidChangeWatchedFilesParams>("workspace/didChangeWatchedFiles", ChangeFiles);
    }

    private Task<InitializeResult> Initialize(InitializeParams parameters)
    {
        var capabilities = parameters.Capabilities;
        _client.Capabilities = capabilities;
        _workspace.Encoding = Positions.Negotiate(capabilities?.General?.PositionEncodings);
        ReadSettings(parameters.InitializationOptions);
        var folders = parameters.WorkspaceFolders?.Select(folder => folder.Uri).ToList() ?? [];
        if (folders.Count == 0 && parameters.RootUri is { } root)
            folders.Add(root);
        if (folders.Count == 0 && parameters.RootPath is { Length: > 0 } path)
            folders.Add(DocumentUri.FromPath(path.Replace('\\', '/')));
        _workspace.SetFolders(folders.Select(DocumentUri.ToPath).Where(DocumentUri.IsFile));
        _isInitialized = true;
        var result = new ServerCapabilities
        {
            PositionEncoding = Positions.NameOf(_workspace.Encoding),
            SemanticTokensProvider = new(SemanticTokens.Legend, true, new(true)),
        };
        // The vocabulary is read while the client thinks about the answer.
        _ = Task.Run(WarmUp);
        return Task.FromResult(new InitializeResult(result, new("cell", _version)));
    }

    /// <summary>Reads the vocabulary before somebody waits for it.</summary>
    private static void WarmUp()
    {
        foreach (string module in StandardLibrary.Instance.Modules)
        {
            foreach (var declaration in StandardLibrary.Instance.Module(module)?.Declarations ?? [])
                _ = declaration.Body;
        }
    }

    private void Initialized()
    {
        _ = Task.Run(ScanAsync);
        if (_client.Capabilities?.Workspace?.DidChangeWatchedFiles?.DynamicRegistration is true)
        {
            _client.Send(
                "client/registerCapability",
                new RegistrationParams([
                    new(
                        "files",
                        "workspace/didChangeWatchedFiles",
                        new([new("**/*.cell"), new("**/cell.lock")])
                    ),
                ])
            );
        }
        _ = FetchSettingsAsync();
    }

    private Task<Nothing?> ShutDown()
    {
        _isShutDown = true;
        return Task.FromResult<Nothing?>(null);
    }

    private void Exit() => _exit.TrySetResult();

    private void ChangeConfiguration(DidChangeConfigurationParams parameters)
    {
        ReadSettings(parameters.Settings);
        _ = FetchSettingsAsync();
    }

    /// <summary>Asks the client for its settings, where it says that it can be asked.</summary>
    private async Task FetchSettingsAsync()
    {
        if (_client.Capabilities?.Workspace?.Configuration is not true)
            return;
        var answer = await _client.AskAsync<IReadOnlyList<JsonElement>>(
            "workspace/configuration",
            new ConfigurationParams([new(null, "cell")])
        );
        if (answer is [var settings, ..])
            ReadSettings(settings);
    }

    /// <summary>Takes over what can be read; settings that cannot stay as they are.</summary>
    private void ReadSettings(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } settings)
            return;
        if (settings.TryGetProperty("cell", out var inner) && inner.ValueKind == JsonValueKind.Object)
            settings = inner;
        try
        {
            _settings = settings.Deserialize(LspJson.Default.CellSettings) ?? _settings;
            _diagnostics.PlansDocuments = _settings.Planning;
            _diagnostics.Kick();
        }
        catch (JsonException exception)
        {
            _log.Write($"the settings cannot be read: {exception.Message}");
        }
    }

    private void ChangeFolders(DidChangeWorkspaceFoldersParams parameters)
    {
        var removed = parameters.Event.Removed.Select(folder => DocumentUri.ToPath(folder.Uri)).ToHashSet();
        _workspace.SetFolders(
            _workspace
                .Current.Folders.Where(folder => !removed.Contains(folder))
                .Concat(parameters.Event.Added.Select(folder => DocumentUri.ToPath(folder.Uri)))
        );
        _ = Task.Run(ScanAsync);
    }

    private void ChangeFiles(DidChangeWatchedFilesParams parameters)
    {
        Touch();
        _workspace.RefreshFiles([.. parameters.Changes.Select(change => DocumentUri.ToPath(change.Uri))]);
        _diagnostics.Kick();
    }

    /// <summary>Looks for procedures in the folders of the workspace.</summary>
    private async Task ScanAsync()
    {
        try
        {
            var folders = _workspace.Current.Folders;
            if (folders.IsEmpty)
                return;
            await using var progress = await _client.BeginProgressAsync("Reading procedures");
            var paths = folders.SelectMany(folder => DiskFiles.Find(folder, _end.Token)).Distinct().ToList();
            _workspace.AddFiles(paths);
            _diagnostics.Kick();
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
        catch (Exception exception)
        {
            _log.Write($"the folders could not be read: {exception.Message}");
        }
    }
}
