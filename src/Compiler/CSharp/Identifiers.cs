using System.Globalization;
using System.Text;

namespace CellDsl.Compiler.CSharp;

/// <summary>Hands out C# names, each once: readable forms of the names in a <c>.cell</c> file.</summary>
internal sealed class Identifiers(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal)
    {
        // What every type brings along.
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "ReferenceEquals",
        "ToString",
    };

    /// <summary>The name in Pascal case, with a number behind it where it is taken: <c>charge#1</c> is Charge1.</summary>
    public string Take(string name) => TakeAll(name, "")[0];

    /// <summary>One stem under several prefixes, so that what belongs together reads so: Charge1, EnterCharge1.</summary>
    public string[] TakeAll(string name, params ReadOnlySpan<string> prefixes)
    {
        var stem = Pascal(name);
        for (int i = 1; ; i++)
        {
            var candidate = i == 1 ? stem : $"{stem}_{i.ToString(CultureInfo.InvariantCulture)}";
            var names = new string[prefixes.Length];
            bool free = true;
            for (int p = 0; p < names.Length; p++)
            {
                names[p] = prefixes[p] + candidate;
                free &= !_taken.Contains(names[p]);
            }
            if (!free)
                continue;
            _taken.UnionWith(names);
            return names;
        }
    }

    private static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        bool upper = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && rune.IsBmp)
            {
                result.Append(upper ? Rune.ToUpperInvariant(rune) : rune);
                upper = false;
            }
            else
            {
                upper = true;
            }
        }
        // A digit cannot lead, and a script without cases could spell a keyword of nobody's.
        if (result.Length == 0 || !char.IsLetter(result[0]))
            result.Insert(0, '_');
        return result.ToString();
    }
}
