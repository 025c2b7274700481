using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CellDsl.Cli.Commands;

/// <summary>The generated help of a command, then the examples that show it at work.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (line, meaning) in Examples.Of(parseResult.CommandResult.Command))
            output.WriteLine($"  {line, -50} {meaning}".TrimEnd());
        output.WriteLine();
        return code;
    }
}
