using CellDsl.Cli.Commands;
using CellDsl.Cli.Hosting;

return Entry.Run(args, CellConsole.ForProcess(), static (args, console) => CommandTree.Run(args, console));
