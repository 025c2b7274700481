using System.Globalization;
using System.Text;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Features;

/// <summary>What may begin a statement in each kind of block.</summary>
public static class StatementCompletion
{
    private static readonly (string Word, string Detail, string Snippet)[] s_declarations =
    [
        ("protocol", "what is done to a cell", "protocol ${1:name} on cell {\n  $0\n}"),
        ("experiment", "runs and what is expected of them", "experiment ${1:name} {\n  $0\n}"),
        (
            "cell",
            "parts, assembly and limits of a cell",
            "cell ${1:name} {\n  positive: ${2:LFP} { loading: ${3:10 mg/cm²} of active; diameter: ${4:12 mm} }\n"
                + "  negative: ${5:Li}\n  limits { voltage: ${6:2.5 V} .. ${7:4.2 V}; temperature: ${8:0 °C} .. ${9:60 °C} }\n}"
        ),
        (
            "route",
            "a procedure that makes a sample",
            "route ${1:name}($2) makes ${3:Powder} {\n  return $0\n}"
        ),
        ("material", "a phase with a formula", "material ${1:name} {\n  formula: $0\n}"),
        ("chemical", "a substance that is bought", "chemical ${1:name} { formula: $0 }"),
        (
            "electrolyte",
            "a solution",
            "electrolyte ${1:name} = dissolve ${2:LiPF6} (${3:1 mol/L}) in ${0:EC, DMC}"
        ),
        ("lab", "what exists: instruments, stock, environments", "lab ${1:name} {\n  $0\n}"),
        ("operation", "a verb", "operation ${1:name}($2) {\n  $0\n}"),
        ("measurement", "a characterisation", "measurement ${1:name} { instrument: $0 }"),
        ("model", "parameters of a simulation", "model ${1:name}: ${2:electrode} {\n  $0\n}"),
        ("vessel", "a container", "vessel ${1:name} { max_temperature: $0 }"),
        ("atmosphere", "a gas", "atmosphere ${1:name} { gas: $0 }"),
        ("form", "a shape of matter", "form ${1:name}: ${0:Solid}"),
        ("term", "a word of a category", "term ${1:name}: ${0:structure}"),
        ("class", "a class of instruments", "class ${1:name} { $0 }"),
        ("schema", "which properties a declaration may have", "schema ${1:material} {\n  $0\n}"),
    ];

    private static readonly (string Word, string Detail, string Snippet)[] s_members =
    [
        ("instrument", "an instrument of the lab", "instrument ${1:name}: ${2:cycler} {\n  $0\n}"),
        ("stock", "an amount on the shelf", "stock ${1:Li2CO3} { amount: ${2:100 g}; purity: ${0:99.9 %} }"),
        ("chamber", "a chamber that channels share", "chamber ${1:name} { hosts: $0 }"),
        ("environment", "a place with its own gas", "environment ${1:glovebox} { gas: ${0:argon} }"),
    ];

    private static readonly (string Word, string Detail, string Snippet)[] s_protocol =
    [
        ("repeat", "a loop with a count", "repeat ${1:3} times as ${2:cycle} {\n  $0\n}"),
        ("record", "how often a row is kept", "record every ${1:30 s} or ${0:5 mV}"),
        ("if", "only when a condition holds", "if ${1:condition} {\n  $0\n}"),
        ("while", "as long as a condition holds", "while ${1:condition} {\n  $0\n}"),
        ("for", "over values", "for ${1:rate} in [${2:C/10, C/5}] {\n  $0\n}"),
        ("when", "after a named end of the step before", "when ${1:overrun} { stop \"${0:reason}\" }"),
        ("stop", "end the test in good order", "stop \"${0:reason}\""),
        (
            "before",
            "a check-up between cycles",
            "before ${1:cycle} 1 and every ${2:50} cycles, uncounted {\n  $0\n}"
        ),
        (
            "on interruption",
            "what to do after a gap",
            "on interruption { up to ${1:10 min}: continue; up to ${2:24 h}: rest for 1 h then continue; longer: stop }"
        ),
        ("break", "leave the loop", "break"),
        ("return", "a result", "return $0"),
    ];

    private static readonly (string Word, string Detail, string Snippet)[] s_experiment =
    [
        ("for", "a sweep", "for ${1:temperature} in [${2:600 °C, 700 °C}] {\n  $0\n}"),
        (
            "expect",
            "what should be found",
            "expect ${1:discharge[1].capacity} within ${2:10 %} of ${0:150 mAh/g} of active"
        ),
        ("if", "only when a condition holds", "if ${1:condition} {\n  $0\n}"),
    ];

    public static void Add(Place place, CompletionItems items)
    {
        switch (place.Kind)
        {
            case PlaceKind.File:
                AddAll(s_declarations, items, 0);
                items.Keyword("import", "a module or a file", 1);
                items.Keyword("public", "usable by files that import this one", 1);
                items.Keyword("edition", "the edition of the language", 2, "edition 1");
                return;
            case PlaceKind.Lab:
                AddAll(s_members, items, 0);
                return;
            case PlaceKind.Protocol:
                AddVerbs(place, items);
                AddAll(s_protocol, items, 1);
                break;
            case PlaceKind.Experiment:
                AddVerbs(place, items);
                AddAll(s_experiment, items, 1);
                AddProperties(place, items);
                break;
            case PlaceKind.Route:
                AddVerbs(place, items);
                items.Keyword("return", "the sample that the route makes", 1);
                break;
            case PlaceKind.Program:
                AddVerbs(place, items);
                return;
            case PlaceKind.Ends:
                items.Keyword("full", "a voltage is reached", 0, "full: voltage >= ${0:4.2 V}");
                items.Keyword("empty", "a voltage is reached", 0, "empty: voltage <= ${0:2.5 V}");
                items.Keyword(
                    "overrun",
                    "more charge than there can be",
                    0,
                    "overrun: capacity > ${0:1.2} * theoretical"
                );
                items.Keyword("late", "too much time has passed", 0, "late: for ${0:15 h}");
                return;
            case PlaceKind.Interruption:
                items.Keyword("up to", "a gap of at most so long", 0, "up to ${1:10 min}: ${0:continue}");
                items.Keyword("longer", "every longer gap", 0, "longer: ${0:stop}");
                return;
            default:
                AddProperties(place, items);
                AddVerbs(place, items);
                break;
        }
        items.Keyword("allow", "silence one finding here", 5, "allow ${1:CELL0000} \"${0:reason}\"");
    }

    /// <summary>Operations that can be performed here, with what they need as placeholders.</summary>
    public static void AddVerbs(Place place, CompletionItems items)
    {
        foreach (var operation in Vocabulary.Visible(items.Document.File).OfType<OperationSymbol>())
        {
            if (SlotFinder.Fits(operation, place))
                items.Symbol(operation, 0, PhraseSnippet(operation));
        }
    }

    /// <summary>A phrase with a placeholder for everything that the operation needs.</summary>
    public static string PhraseSnippet(OperationSymbol operation)
    {
        var text = new StringBuilder(operation.Name);
        int place = 1;
        foreach (var parameter in operation.Parameters.Where(Describe.IsNeeded))
        {
            text.Append(' ');
            if (parameter.Preposition is { } preposition)
                text.Append(preposition).Append(' ');
            text.Append(CultureInfo.InvariantCulture, $"${{{place++}:{parameter.Name}}}");
        }
        text.Append(
            operation.Step switch
            {
                "charge" => $" until voltage >= ${{{place}:4.2 V}} or for ${{{place + 1}:15 h}}",
                "discharge" => $" until voltage <= ${{{place}:2.5 V}} or for ${{{place + 1}:15 h}}",
                "rest" => $" for ${{{place}:10 min}}",
                "wait" => $" until ${{{place}:condition}}, at most ${{{place + 1}:6 h}}",
                _ when operation.Program is not null => " {\n  $0\n}",
                _ => "",
            }
        );
        return text.ToString();
    }

    private static void AddProperties(Place place, CompletionItems items)
    {
        var taken = Given(place);
        foreach (var property in place.Schemas.SelectMany(schema => schema.Properties))
        {
            if (taken.Contains(property.Name))
                continue;
            items.Add(
                property.Name,
                CompletionKind.Property,
                Describe.Words(property.Type),
                0,
                $"{property.Name}: $0",
                documentation: property.Documentation is { } text ? MarkupContent.Markdown(text) : null
            );
        }
        if (place.Owner == DeclarationWords.Cell && !taken.Contains("limits"))
        {
            items.Keyword(
                "limits",
                "what the cell may never see",
                0,
                "limits { voltage: ${1:2.5 V} .. ${2:4.2 V}; temperature: ${3:0 °C} .. ${0:60 °C} }"
            );
        }
    }

    private static HashSet<string> Given(Place place)
    {
        var names = new HashSet<string>();
        if (place.Block is not Language.Syntax.Tree.BlockSyntax block)
            return names;
        foreach (var statement in block.Statements)
        {
            if (statement is Language.Syntax.Tree.PropertyStatementSyntax property)
                names.Add(property.Name.Text);
            else if (statement is Language.Syntax.Tree.PhraseStatementSyntax phrase)
                names.Add(phrase.Phrase.Verb.Text);
        }
        return names;
    }

    private static void AddAll(
        (string Word, string Detail, string Snippet)[] all,
        CompletionItems items,
        int rank
    )
    {
        foreach (var (word, detail, snippet) in all)
            items.Keyword(word, detail, rank, snippet);
    }
}
