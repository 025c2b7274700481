using CellDsl.Cli.Hosting;

return Entry.Run(args, CellConsole.ForProcess());
