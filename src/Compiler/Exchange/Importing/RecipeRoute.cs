using System.Globalization;
using System.Text;
using System.Text.Json;
using CellDsl.Compiler.Exchange.Cells;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Importing;

/// <summary>One recipe as a material and the route to it.</summary>
/// <param name="chemicals">Names and formulas of what is weighed; grows.</param>
/// <param name="names">Taken by materials and routes; grows.</param>
internal sealed class RecipeRoute(
    SourceText source,
    List<Diagnostic> diagnostics,
    Dictionary<string, string> chemicals,
    HashSet<string> names
)
{
    private const string Open = "unspecified";

    private static readonly Dictionary<string, string> Atmospheres = new(StringComparer.OrdinalIgnoreCase)
    {
        ["air"] = "air",
        ["ambient air"] = "air",
        ["ambient"] = "air",
        ["argon"] = "argon",
        ["Ar"] = "argon",
        ["nitrogen"] = "nitrogen",
        ["N2"] = "nitrogen",
        ["oxygen"] = "oxygen_flow",
        ["O2"] = "oxygen_flow",
        ["vacuum"] = "vacuum",
    };

    private static readonly Dictionary<string, string> Liquids = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ethanol"] = "ethanol",
        ["EtOH"] = "ethanol",
        ["water"] = "water",
        ["H2O"] = "water",
        ["distilled water"] = "water",
        ["deionized water"] = "water",
        ["isopropanol"] = "isopropanol",
        ["toluene"] = "toluene",
    };

    private readonly StringBuilder _body = new();
    private string _sample = "reagents";
    private int _samples;
    private bool _isSlurry;
    private bool _isSolid;
    private bool _hasFormed;

    /// <summary>Null, and reported, where there is no target or no precursor.</summary>
    public string? Write(JsonItem reaction)
    {
        string? formula = FormulaOf(reaction["target"]);
        var precursors = (reaction["precursors"]?.Items ?? [])
            .Select(item => (item, FormulaOf(item)))
            .ToList();
        if (formula is null || precursors.Count == 0 || precursors.Exists(pair => pair.Item2 is null))
        {
            Lack(reaction, "a recipe whose target or precursors have no formula", "it is left out");
            return null;
        }
        string material = Unique(Name(formula, "target"));
        string route = Unique($"route_to_{material}");
        var reagents = precursors.Select(pair => Chemical(pair.Item2 ?? "")).Distinct().ToList();
        Line($"reagents = weigh for {Open} of {material} from {string.Join(", ", reagents)}");
        foreach (var operation in reaction["operations"]?.Items ?? [])
            Operation(operation);
        if (!_hasFormed)
        {
            Lack(reaction, "a recipe without a step in which its target could form", "it is left out");
            return null;
        }
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\nmaterial {material} {{ formula: {formula} }}\n\n");
        if (reaction["doi"]?.Text is { Length: > 0 } doi)
            text.Append("/// From ").Append(CellNames.OneLine(doi)).Append(".\n");
        if (reaction["reaction_string"]?.Text is { Length: > 0 } printed)
            text.Append("/// Printed, and to be checked: ").Append(CellNames.OneLine(printed)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"route {route} makes {material} {{\n");
        return text.Append(_body).Append("  return ").Append(_sample).Append("\n}\n").ToString();
    }

    private static string? FormulaOf(JsonItem? item)
    {
        string? text = item?["material_formula"]?.Text ?? item?["material_string"]?.Text;
        return text is { Length: > 0 and < 100 } && text.IndexOfAny(['\n', '\r', '{', '}', ';', '/']) < 0
            ? text.Trim()
            : null;
    }

    private static string Name(string formula, string fallback)
    {
        string name = string.Concat(formula.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        name = name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"{fallback}_{name}" : name;
        return CellNames.IsIdentifier(name) ? name : $"{name}_";
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int n = 2; !names.Add(unique) || chemicals.ContainsKey(unique); n++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
        return unique;
    }

    private string Chemical(string formula)
    {
        string name = Name(formula, "reagent");
        while (names.Contains(name) || (chemicals.TryGetValue(name, out string? other) && other != formula))
            name += "_";
        chemicals[name] = formula;
        return name;
    }

    private void Line(string line) => _body.Append("  ").Append(line).Append('\n');

    private void Step(string name, string phrase)
    {
        string made = string.Create(CultureInfo.InvariantCulture, $"{name}_{++_samples}");
        Line($"{made} = {phrase}");
        _sample = made;
    }

    private void Operation(JsonItem operation)
    {
        var conditions = operation["conditions"];
        string time = Value(conditions, "heating_time", Time);
        switch (operation["type"]?.Text)
        {
            case "StartingSynthesis":
                break;
            case "Mixing":
                Media(operation, conditions);
                Step("mixed", $"mix {_sample} for {time}");
                (_isSlurry, _isSolid) = (false, false);
                break;
            case "LiquidGrinding":
                string liquid = Words(conditions, "mixing_media", Liquids, "a liquid that is known");
                Step("milled", $"ball_mill {_sample} with {liquid} in {Open} at {Open} for {time}");
                (_isSlurry, _isSolid) = (true, false);
                break;
            case "DryingOperation":
                Step(
                    "dried",
                    $"dry {_sample} at {Temperature(conditions)} under {Gas(conditions)} for {time}"
                );
                _isSlurry = false;
                break;
            case "ShapingOperation" when !_isSolid && !_isSlurry:
                Step("pellet", $"press {_sample} at {Open}");
                _isSolid = true;
                break;
            case "HeatingOperation":
                Step("heated", $"heat {_sample} in {Open} under {Gas(conditions)} {{");
                Line($"  ramp to {Temperature(conditions)} at {Open}");
                Line($"  hold for {time}");
                Line($"  furnace_cool to {Open}");
                Line("}");
                (_isSlurry, _isSolid, _hasFormed) = (false, true, true);
                break;
            case "QuenchingOperation"
                when _hasFormed
                    && _body.ToString().EndsWith($"furnace_cool to {Open}\n  }}\n", StringComparison.Ordinal):
                _body.Replace($"furnace_cool to {Open}", $"quench to {Open}", _body.Length - 40, 40);
                break;
            case var type:
                Lack(
                    operation,
                    $"a step of type {type ?? "unknown"} at this place",
                    "the route goes on without it"
                );
                break;
        }
    }

    private void Media(JsonItem operation, JsonItem? conditions)
    {
        if (conditions?["mixing_media"] is { Kind: JsonValueKind.Array, Items.Count: > 0 } media)
            Lack(operation, $"mixing in {CellNames.OneLine(media.Items[0].Text)}", "it is mixed dry");
    }

    private string Gas(JsonItem? conditions) =>
        Words(conditions, "heating_atmosphere", Atmospheres, "an atmosphere that is known");

    /// <summary>A word of the language for one of a list of words; open where there is none, or where it is not known.</summary>
    private string Words(JsonItem? conditions, string name, Dictionary<string, string> known, string expected)
    {
        var items = conditions?[name] is { Kind: JsonValueKind.Array } list ? list.Items : [];
        if (items.Count == 0)
            return Open;
        if (items is [var only] && known.TryGetValue(only.Text.Trim(), out string? word))
            return word;
        diagnostics.Add(
            Rules.ReadWithAssumptionAt(
                new(source, items[0].Span),
                $"`{CellNames.OneLine(string.Join(", ", items.Select(item => item.Text)))}`, which is not {expected},",
                "it is unspecified"
            )
        );
        return Open;
    }

    private string Temperature(JsonItem? conditions) =>
        Value(
            conditions,
            "heating_temperature",
            (number, unit) =>
                unit switch
                {
                    "C" or "°C" or "degC" => $"{DecimalText.Write(number)} °C",
                    "K" => $"{DecimalText.Write(number)} K",
                    _ => null,
                }
        );

    private static string? Time(Rational number, string unit) =>
        unit.TrimEnd('s') switch
        {
            "h" or "hr" or "hour" => $"{DecimalText.Write(number)} h",
            "min" or "minute" => $"{DecimalText.Write(number)} min",
            "" or "sec" or "second" => $"{DecimalText.Write(number)} s",
            "day" or "d" => $"{DecimalText.Write(number)} d",
            "week" => $"{DecimalText.Write(number * 7)} d",
            _ => null,
        };

    /// <summary>The one value of a condition; open where there is none, and open and reported where there are several.</summary>
    private string Value(JsonItem? conditions, string name, Func<Rational, string, string?> write)
    {
        var items = conditions?[name] is { Kind: JsonValueKind.Array } list ? list.Items : [];
        if (items.Count == 0)
            return Open;
        var numbers = new List<Rational>();
        foreach (var item in items)
        {
            var values = item["values"]?.Items ?? [];
            var bounds = new[] { item["min_value"], item["max_value"] }.OfType<JsonItem>();
            foreach (var value in values.Count > 0 ? values : bounds)
            {
                if (DecimalText.TryRead(value.Text, out var number))
                    numbers.Add(number);
            }
        }
        string unit = items[0]["units"]?.Text ?? "";
        if (numbers.Distinct().ToList() is [var only] && write(only, unit) is { } written)
            return written;
        if (numbers.Count > 0)
            diagnostics.Add(
                Rules.ReadWithAssumptionAt(
                    new(source, items[0].Span),
                    $"{name.Replace('_', ' ')} {string.Join(", ", numbers.Distinct().Take(5).Select(DecimalText.Write))} {CellNames.OneLine(unit)}",
                    "it is unspecified"
                )
            );
        return Open;
    }

    private void Lack(JsonItem item, string what, string instead) =>
        diagnostics.Add(Rules.UnsupportedElementAt(new(source, item.Span), what, instead));
}
