using System.Collections.Immutable;
using CellDsl.Language.Text;

namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule UnknownName = new("CELL1001", Severity.Error, "Unknown name");

    public static Diagnostic UnknownNameAt(Location at, string name, string? nearest) =>
        new(
            UnknownName,
            at,
            $"nothing here is called `{name}`",
            "unknown",
            Help: nearest is null ? null : $"did you mean `{nearest}`?",
            Fixes: Respell(at.Span, nearest)
        );

    /// <param name="declaration">What would declare it, ready to stand at the end of the file.</param>
    public static Diagnostic UnknownChemicalAt(Location at, string name, string declaration) =>
        new(
            UnknownName,
            at,
            $"no chemical here is called `{name}`",
            "a formula, and not the name of a chemical",
            Help: $"declare it: `{declaration}`",
            Fixes:
            [
                new($"Declare the chemical `{name}`", [new(new(at.Source.Length, 0), $"\n{declaration}\n")]),
            ]
        );

    public static readonly Rule Duplicate = new("CELL1002", Severity.Error, "Name declared twice");

    public static Diagnostic DuplicateAt(Location at, string name, Location first) =>
        new(
            Duplicate,
            at,
            $"`{name}` is already taken",
            "again here",
            [new(first, "first declared here")],
            Help: "give one of the two another name"
        );

    public static readonly Rule ImportNotFound = new("CELL1003", Severity.Error, "Imported file not found");

    public static Diagnostic ImportNotFoundAt(Location at, string path, string? nearest) =>
        new(
            ImportNotFound,
            at,
            path.StartsWith("std.", StringComparison.Ordinal)
                ? $"the standard library has no module `{path}`"
                : $"there is no file `{path}` beside this one",
            Help: nearest is null ? null : $"did you mean `{nearest}`?",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule ImportCycle = new("CELL1004", Severity.Error, "Files import each other");

    public static Diagnostic ImportCycleAt(Location at, IReadOnlyList<string> files) =>
        new(
            ImportCycle,
            at,
            $"these files import each other in a circle: {string.Join(" → ", files.Select(file => $"`{file}`"))}",
            "closes the circle",
            Help: "move what both need into a third file"
        );

    public static readonly Rule Unused = new("CELL1005", Severity.Warning, "Never used");

    public static Diagnostic UnusedAt(Location at, string description) =>
        new(Unused, at, $"{description} is never used", "never used");

    public static readonly Rule NotPublic = new("CELL1006", Severity.Error, "Not public");

    public static Diagnostic NotPublicAt(Location at, string description, Location declared) =>
        new(
            NotPublic,
            at,
            $"{description} belongs to `{declared.Source.Path}` and is not public",
            Related: [new(declared, "declared here")],
            Help: "write `public` before its declaration to use it in other files"
        );

    public static readonly Rule UnknownProperty = new("CELL1007", Severity.Error, "Unknown property");

    public static Diagnostic UnknownPropertyAt(
        Location at,
        string name,
        string owner,
        string? nearest,
        IEnumerable<string> known
    ) =>
        new(
            UnknownProperty,
            at,
            $"{Indefinite(owner)} has no property `{name}`",
            Help: nearest is not null ? $"did you mean `{nearest}`?" : Known("properties", known),
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule UnknownVerb = new("CELL1008", Severity.Error, "Unknown operation");

    public static Diagnostic UnknownVerbAt(Location at, string verb, string? nearest) =>
        new(
            UnknownVerb,
            at,
            $"no operation is called `{verb}`",
            "unknown",
            Help: nearest is null
                ? "a lab declares its own with `operation`, see docs/vocabulary.md"
                : $"did you mean `{nearest}`?",
            Fixes: Respell(at.Span, nearest)
        );

    public static Diagnostic UnknownResumptionAt(
        Location at,
        string verb,
        string? nearest,
        IEnumerable<string> known
    ) =>
        new(
            UnknownVerb,
            at,
            $"after an interruption nothing is called `{verb}`",
            "unknown",
            Help: nearest is null ? Known("ways on", known) : $"did you mean `{nearest}`?",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule MisplacedVerb = new(
        "CELL1009",
        Severity.Error,
        "Operation in the wrong place"
    );

    public static Diagnostic MisplacedVerbAt(Location at, string verb, string isWhat, string place) =>
        new(MisplacedVerb, at, $"`{verb}` is {isWhat} and cannot stand {place}");

    public static readonly Rule UnknownArgument = new("CELL1010", Severity.Error, "No parameter takes this");

    public static Diagnostic UnknownArgumentAt(
        Location at,
        string name,
        string callee,
        string? nearest,
        IEnumerable<string> known
    ) =>
        new(
            UnknownArgument,
            at,
            $"{callee} has no parameter `{name}`",
            Help: nearest is not null ? $"did you mean `{nearest}`?" : Known("parameters", known),
            Fixes: Respell(at.Span, nearest)
        );

    public static Diagnostic UnknownClauseAt(
        Location at,
        string preposition,
        string operation,
        IEnumerable<string> known,
        string? segment
    ) =>
        new(
            UnknownArgument,
            at,
            $"`{operation}` understands no `{preposition} …`",
            Help: segment is not null
                ? $"its program stands in braces: `{operation} … {{ {segment} {preposition} … }}`"
                : Known("forms", known, none: "it takes no prepositions")
        );

    /// <param name="declare">Whether the file's author may give it one more parameter.</param>
    /// <param name="preposition">What makes the surplus value one that is understood, or null.</param>
    public static Diagnostic TooManyOperandsAt(
        Location at,
        string callee,
        int most,
        bool declare = false,
        string? preposition = null
    ) =>
        new(
            UnknownArgument,
            at,
            most == 0
                ? $"{callee} takes nothing here"
                : $"{callee} takes no more than {Number(most, "value")} here",
            "one too many",
            Help: preposition is not null
                    ? $"write `{preposition} {at.Source.Text.AsSpan(at.Span.Start, at.Span.Length)}`"
                : declare ? "give its declaration a parameter, as in `cell coin(powder: Solid) { … }`"
                : null,
            Fixes: preposition is null
                ? default
                : [new($"Insert `{preposition}`", [new(new(at.Span.Start, 0), $"{preposition} ")])]
        );

    public static readonly Rule MissingArgument = new("CELL1011", Severity.Error, "Something is missing");

    public static Diagnostic MissingArgumentAt(
        Location at,
        string callee,
        string parameter,
        string wanted,
        string spelling
    ) =>
        new(
            MissingArgument,
            at,
            $"{callee} needs its {parameter}, {wanted}",
            Help: $"write `{spelling}`, or `unspecified` where it is not known"
        );

    public static readonly Rule WrongThing = new("CELL1012", Severity.Error, "Something else is needed here");

    public static Diagnostic WrongThingAt(
        Location at,
        string given,
        string wanted,
        string place,
        Location? declared,
        IReadOnlyList<string>? fitting = null
    ) =>
        new(
            WrongThing,
            at,
            $"{place} needs {wanted}, and this is {given}",
            given,
            declared is { } where ? [new(where, "declared here")] : default,
            Help: fitting is not { Count: > 0 } ? null
                : fitting.Count == 1 ? $"did you mean `{fitting[0]}`?"
                : $"is one of these meant: {string.Join(", ", fitting.Select(name => $"`{name}`"))}?",
            Fixes: fitting is [var only] ? Respell(at.Span, only) : default
        );

    /// <summary>A verb alone where a value is asked for.</summary>
    public static Diagnostic BareOperationAt(Location at, string name) =>
        new(
            WrongThing,
            at,
            $"`{name}` is an operation, and what it is done to is missing",
            "an operation",
            Help: $"write what it acts on behind it, as in `{name} sample`"
        );

    public static readonly Rule UnknownKind = new("CELL1013", Severity.Error, "Unknown kind");

    public static Diagnostic UnknownKindAt(Location at, string name, string? nearest) =>
        new(
            UnknownKind,
            at,
            $"`{name}` is neither a kind of quantity nor a kind of thing",
            "unknown",
            Help: nearest is null
                ? "the kinds are listed in docs/vocabulary.md"
                : $"did you mean `{nearest}`?",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule UnknownMember = new("CELL1014", Severity.Error, "Unknown member");

    public static Diagnostic UnknownMemberAt(
        Location at,
        string name,
        string of,
        string? nearest,
        IEnumerable<string> known
    ) =>
        new(
            UnknownMember,
            at,
            $"{of} has no `{name}`",
            Help: nearest is not null ? $"did you mean `{nearest}`?" : Known("members", known),
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule GivenTwice = new("CELL1015", Severity.Error, "Said twice");

    public static Diagnostic GivenTwiceAt(Location at, string what, Location first) =>
        new(GivenTwice, at, $"{what} is already given", "again here", [new(first, "first here")]);

    public static readonly Rule ClassCycle = new("CELL1016", Severity.Error, "Derives from itself");

    public static Diagnostic ClassCycleAt(Location at, string name) =>
        new(ClassCycle, at, $"`{name}` derives from itself");

    public static readonly Rule Misplaced = new("CELL1017", Severity.Error, "Cannot stand here");

    public static Diagnostic MisplacedAt(Location at, string what, string place, string? help = null) =>
        new(Misplaced, at, $"{what} cannot stand {place}", Help: help);

    public static readonly Rule UnknownCode = new("CELL1018", Severity.Error, "Cannot be silenced");

    public static Diagnostic UnknownCodeAt(Location at, string code) =>
        new(UnknownCode, at, $"there is no finding `{code}`", Help: "`cell explain` lists all codes");

    public static Diagnostic CannotSilenceAt(Location at, string code) =>
        new(
            UnknownCode,
            at,
            $"`{code}` cannot be silenced: what it finds has no meaning to go on with",
            Help: "repair what it points at"
        );

    public static readonly Rule NotCallable = new("CELL1019", Severity.Error, "Takes no arguments");

    public static Diagnostic NotCallableAt(Location at, string description) =>
        new(NotCallable, at, $"{description} takes no arguments in parentheses");

    public static readonly Rule UnusedAllow = new("CELL1020", Severity.Warning, "Silences nothing");

    public static Diagnostic UnusedAllowAt(Location at, string code) =>
        new(UnusedAllow, at, $"there is no `{code}` here to silence", Help: "remove this line");

    public static readonly Rule NotADeclaration = new("CELL1021", Severity.Error, "Not a declaration");

    /// <param name="what">What stands there, as <c>`rest`</c> or <c>a property</c>.</param>
    public static Diagnostic NotADeclarationAt(Location at, string what, string? nearest) =>
        new(
            NotADeclaration,
            at,
            $"{what} begins no declaration, and a file holds nothing else",
            Help: nearest is not null
                ? $"did you mean `{nearest}`?"
                : "steps stand in a `protocol`, operations in a `route`, runs in an `experiment`",
            Fixes: Respell(at.Span, nearest)
        );

    public static Diagnostic NamelessDeclarationAt(Location at, string word) =>
        new(
            NotADeclaration,
            at,
            $"this `{word}` has no name",
            Help: $"write its name behind the word: `{word} my_{word} {{ … }}`"
        );

    private static ImmutableArray<Fix> Respell(TextSpan span, string? nearest) =>
        nearest is null ? default : [Fix.Replace($"Change to `{nearest}`", span, nearest)];

    private static string? Known(string what, IEnumerable<string> known, string? none = null)
    {
        string list = string.Join(", ", known.Select(name => $"`{name}`"));
        return list.Length == 0 ? none : $"its {what} are {list}";
    }

    /// <summary><c>a cell</c>; <c>`limits` of a cell</c> for a block inside.</summary>
    private static string Indefinite(string owner)
    {
        int dot = owner.LastIndexOf('.');
        if (dot >= 0)
            return $"`{owner[(dot + 1)..]}` of {Indefinite(owner[..dot])}";
        return ("aeiou".Contains(owner[0]) ? "an " : "a ") + owner.Replace('_', ' ');
    }

    private static string Number(int count, string noun) =>
        count switch
        {
            1 => $"one {noun}",
            2 => $"two {noun}s",
            3 => $"three {noun}s",
            _ => $"{count} {noun}s",
        };
}
