using CellDsl.Cli.Commands;
using CellDsl.Cli.Hosting;

return Entry.Run(
    args,
    CellConsole.ForProcess(),
    // An editor waits for its server: no command tree is built for it.
    static (args, console) =>
        args is ["lsp"] or ["lsp", "--stdio"] ? LspCommand.Run(console) : CommandTree.Run(args, console)
);
