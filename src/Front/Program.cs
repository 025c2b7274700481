using CellDsl.Cli.Hosting;
using CellDsl.Front;

return Entry.Run(args, CellConsole.ForProcess(), static (args, _) => ManagedTool.Run(args));
