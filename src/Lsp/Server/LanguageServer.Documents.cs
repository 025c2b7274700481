using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Server;

/// <summary>What happens to open documents.</summary>
public sealed partial class LanguageServer
{
    private void AddDocuments()
    {
        Notification<DidOpenParams>(
            "textDocument/didOpen",
            parameters =>
            {
                Touch();
                _workspace.OpenDocument(parameters.TextDocument);
                _diagnostics.Kick(DocumentUri.ToPath(parameters.TextDocument.Uri));
            }
        );
        Notification<DidChangeParams>(
            "textDocument/didChange",
            parameters =>
            {
                Touch();
                if (!_workspace.ChangeDocument(parameters.TextDocument, parameters.ContentChanges))
                    _log.Write($"{parameters.TextDocument.Uri} was changed and is not open");
                _diagnostics.Kick(DocumentUri.ToPath(parameters.TextDocument.Uri));
            }
        );
        Notification<DocumentParams>(
            "textDocument/didSave",
            parameters => _workspace.Disk.Forget(DocumentUri.ToPath(parameters.TextDocument.Uri))
        );
        Notification<DocumentParams>(
            "textDocument/didClose",
            parameters =>
            {
                Touch();
                _workspace.CloseDocument(parameters.TextDocument.Uri);
                _semanticTokens.TryRemove(parameters.TextDocument.Uri, out _);
                _diagnostics.Close(parameters.TextDocument.Uri);
            }
        );
    }

    /// <summary>Answers on older texts that the client asks for again are worth nothing from now on.</summary>
    private void Touch()
    {
        var stale = _stale;
        _stale = new();
        stale.Cancel();
        stale.Dispose();
    }
}
