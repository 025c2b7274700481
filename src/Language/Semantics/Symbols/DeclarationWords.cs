using System.Collections.Frozen;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>The words that open a declaration.</summary>
public static class DeclarationWords
{
    public const string Material = "material";
    public const string Chemical = "chemical";
    public const string Electrolyte = "electrolyte";
    public const string Route = "route";
    public const string Electrode = "electrode";
    public const string Cell = "cell";
    public const string Protocol = "protocol";
    public const string Experiment = "experiment";
    public const string Lab = "lab";
    public const string Instrument = "instrument";
    public const string Chamber = "chamber";
    public const string Stock = "stock";
    public const string Environment = "environment";
    public const string Operation = "operation";
    public const string Class = "class";
    public const string Vessel = "vessel";
    public const string Atmosphere = "atmosphere";
    public const string Form = "form";
    public const string Term = "term";
    public const string Hazard = "hazard";
    public const string Incompatibility = "incompatibility";
    public const string Measurement = "measurement";
    public const string Model = "model";
    public const string Schema = "schema";

    private static readonly FrozenDictionary<string, string> s_byType = new[]
    {
        Material,
        Chemical,
        Electrolyte,
        Route,
        Electrode,
        Cell,
        Protocol,
        Experiment,
        Lab,
        Instrument,
        Chamber,
        Stock,
        Environment,
        Operation,
        Class,
        Vessel,
        Atmosphere,
        Form,
        Term,
        Hazard,
        Incompatibility,
        Measurement,
        Model,
    }.ToFrozenDictionary(word => char.ToUpperInvariant(word[0]) + word[1..], word => word);

    /// <summary>The names by which parameters ask for a declared thing: <c>Vessel</c>, <c>Atmosphere</c>.</summary>
    public static IEnumerable<string> TypeNames => s_byType.Keys;

    public static IEnumerable<string> All => s_byType.Values;

    /// <summary>The word that a type name such as <c>Vessel</c> stands for, or null.</summary>
    public static string? OfType(string typeName) => s_byType.GetValueOrDefault(typeName);
}
