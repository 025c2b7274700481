namespace CellDsl.Cli.Commands;

/// <summary>The arguments of a command in plain form: words, and switches that take no value.</summary>
internal sealed class PlainArguments
{
    private readonly HashSet<string> _switches = [];

    private PlainArguments() { }

    public List<string> Words { get; } = [];

    /// <summary>Null where something else stands among them: an unknown option, <c>--</c>, an option with a value.</summary>
    public static PlainArguments? Read(ReadOnlySpan<string> arguments, params ReadOnlySpan<string> known)
    {
        var plain = new PlainArguments();
        foreach (string argument in arguments)
        {
            if (argument is "true" or "false" or "")
                return null;
            if (!argument.StartsWith('-'))
                plain.Words.Add(argument);
            else if (known.Contains(argument))
                plain._switches.Add(argument);
            else
                return null;
        }
        return plain;
    }

    public bool Has(string name) => _switches.Contains(name);
}
