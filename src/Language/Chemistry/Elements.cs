using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>
/// The 118 elements. Weights are the abridged standard atomic weights of the IUPAC Commission on Isotopic Abundances and
/// Atomic Weights (CIAAW): T. Prohaska et al., Standard atomic weights of the elements 2021 (IUPAC Technical Report),
/// Pure Appl. Chem. 94 (2022) 573, doi:10.1515/pac-2019-0603; where the standard is an interval, its one-value abridgement.
/// Oxidation states are the common ones, the commonest in oxides first, after N. N. Greenwood and A. Earnshaw, Chemistry of
/// the Elements, 2nd edition (1997).
/// </summary>
public static class Elements
{
    /// <summary>The year of the weights, for the record of every calculation that uses them.</summary>
    public const int WeightsYear = 2021;

    /// <summary>By atomic number, hydrogen first.</summary>
    public static ImmutableArray<Element> All { get; } =
        Number([
            E("H", "hydrogen", "1.008", 1, -1),
            E("He", "helium", "4.0026"),
            E("Li", "lithium", "6.94", 1),
            E("Be", "beryllium", "9.0122", 2),
            E("B", "boron", "10.81", 3),
            E("C", "carbon", "12.011", 4, -4, 2),
            E("N", "nitrogen", "14.007", -3, 5, 3),
            E("O", "oxygen", "15.999", -2, -1),
            E("F", "fluorine", "18.998", -1),
            E("Ne", "neon", "20.180"),
            E("Na", "sodium", "22.990", 1),
            E("Mg", "magnesium", "24.305", 2),
            E("Al", "aluminium", "26.982", 3),
            E("Si", "silicon", "28.085", 4, -4),
            E("P", "phosphorus", "30.974", 5, 3, -3),
            E("S", "sulfur", "32.06", -2, 6, 4),
            E("Cl", "chlorine", "35.45", -1, 7, 5),
            E("Ar", "argon", "39.95"),
            E("K", "potassium", "39.098", 1),
            E("Ca", "calcium", "40.078", 2),
            E("Sc", "scandium", "44.956", 3),
            E("Ti", "titanium", "47.867", 4, 3, 2),
            E("V", "vanadium", "50.942", 5, 4, 3, 2),
            E("Cr", "chromium", "51.996", 3, 6, 2),
            E("Mn", "manganese", "54.938", 4, 3, 2, 7, 6),
            E("Fe", "iron", "55.845", 3, 2),
            E("Co", "cobalt", "58.933", 3, 2, 4),
            E("Ni", "nickel", "58.693", 2, 3, 4),
            E("Cu", "copper", "63.546", 2, 1),
            E("Zn", "zinc", "65.38", 2),
            E("Ga", "gallium", "69.723", 3),
            E("Ge", "germanium", "72.630", 4, 2),
            E("As", "arsenic", "74.922", 5, 3, -3),
            E("Se", "selenium", "78.971", -2, 6, 4),
            E("Br", "bromine", "79.904", -1, 5),
            E("Kr", "krypton", "83.798"),
            E("Rb", "rubidium", "85.468", 1),
            E("Sr", "strontium", "87.62", 2),
            E("Y", "yttrium", "88.906", 3),
            E("Zr", "zirconium", "91.224", 4),
            E("Nb", "niobium", "92.906", 5, 4, 3),
            E("Mo", "molybdenum", "95.95", 6, 5, 4),
            E("Tc", "technetium", null, 7, 4),
            E("Ru", "ruthenium", "101.07", 4, 3, 5),
            E("Rh", "rhodium", "102.91", 3),
            E("Pd", "palladium", "106.42", 2, 4),
            E("Ag", "silver", "107.87", 1),
            E("Cd", "cadmium", "112.41", 2),
            E("In", "indium", "114.82", 3, 1),
            E("Sn", "tin", "118.71", 4, 2),
            E("Sb", "antimony", "121.76", 5, 3, -3),
            E("Te", "tellurium", "127.60", 4, 6, -2),
            E("I", "iodine", "126.90", -1, 5, 7),
            E("Xe", "xenon", "131.29"),
            E("Cs", "caesium", "132.91", 1),
            E("Ba", "barium", "137.33", 2),
            E("La", "lanthanum", "138.91", 3),
            E("Ce", "cerium", "140.12", 4, 3),
            E("Pr", "praseodymium", "140.91", 3, 4),
            E("Nd", "neodymium", "144.24", 3),
            E("Pm", "promethium", null, 3),
            E("Sm", "samarium", "150.36", 3, 2),
            E("Eu", "europium", "151.96", 3, 2),
            E("Gd", "gadolinium", "157.25", 3),
            E("Tb", "terbium", "158.93", 3, 4),
            E("Dy", "dysprosium", "162.50", 3),
            E("Ho", "holmium", "164.93", 3),
            E("Er", "erbium", "167.26", 3),
            E("Tm", "thulium", "168.93", 3),
            E("Yb", "ytterbium", "173.05", 3, 2),
            E("Lu", "lutetium", "174.97", 3),
            E("Hf", "hafnium", "178.49", 4),
            E("Ta", "tantalum", "180.95", 5),
            E("W", "tungsten", "183.84", 6, 4),
            E("Re", "rhenium", "186.21", 7, 4),
            E("Os", "osmium", "190.23", 4, 8),
            E("Ir", "iridium", "192.22", 4, 3),
            E("Pt", "platinum", "195.08", 4, 2),
            E("Au", "gold", "196.97", 3, 1),
            E("Hg", "mercury", "200.59", 2, 1),
            E("Tl", "thallium", "204.38", 1, 3),
            E("Pb", "lead", "207.2", 2, 4),
            E("Bi", "bismuth", "208.98", 3, 5),
            E("Po", "polonium", null, 4, 2),
            E("At", "astatine", null, -1),
            E("Rn", "radon", null),
            E("Fr", "francium", null, 1),
            E("Ra", "radium", null, 2),
            E("Ac", "actinium", null, 3),
            E("Th", "thorium", "232.04", 4),
            E("Pa", "protactinium", "231.04", 5, 4),
            E("U", "uranium", "238.03", 6, 4),
            E("Np", "neptunium", null, 5),
            E("Pu", "plutonium", null, 4),
            E("Am", "americium", null, 3),
            E("Cm", "curium", null, 3),
            E("Bk", "berkelium", null, 3),
            E("Cf", "californium", null, 3),
            E("Es", "einsteinium", null, 3),
            E("Fm", "fermium", null, 3),
            E("Md", "mendelevium", null, 3),
            E("No", "nobelium", null, 2),
            E("Lr", "lawrencium", null, 3),
            E("Rf", "rutherfordium", null, 4),
            E("Db", "dubnium", null, 5),
            E("Sg", "seaborgium", null, 6),
            E("Bh", "bohrium", null, 7),
            E("Hs", "hassium", null, 8),
            E("Mt", "meitnerium", null),
            E("Ds", "darmstadtium", null),
            E("Rg", "roentgenium", null),
            E("Cn", "copernicium", null, 2),
            E("Nh", "nihonium", null),
            E("Fl", "flerovium", null),
            E("Mc", "moscovium", null),
            E("Lv", "livermorium", null),
            E("Ts", "tennessine", null),
            E("Og", "oganesson", null),
        ]);

    private static readonly FrozenDictionary<string, Element> s_bySymbol = All.ToFrozenDictionary(e =>
        e.Symbol
    );

    private static readonly FrozenDictionary<string, Element>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_bySymbol.GetAlternateLookup<ReadOnlySpan<char>>();

    // Abbreviations of groups that chemists write and that are no elements.
    private static readonly FrozenDictionary<string, string> s_groups = new Dictionary<string, string>
    {
        ["Me"] = "CH3",
        ["Et"] = "C2H5",
        ["Pr"] = "C3H7",
        ["Bu"] = "C4H9",
        ["Ph"] = "C6H5",
        ["D"] = "H",
        ["T"] = "H",
    }.ToFrozenDictionary();

    public static Element Hydrogen => All[0];
    public static Element Lithium => All[2];
    public static Element Carbon => All[5];
    public static Element Oxygen => All[7];

    public static bool TryFind(ReadOnlySpan<char> symbol, [NotNullWhen(true)] out Element? element) =>
        s_lookup.TryGetValue(symbol, out element);

    /// <summary>The element of a symbol that is known to be one.</summary>
    /// <exception cref="FormatException">There is no such element.</exception>
    public static Element Find(ReadOnlySpan<char> symbol) =>
        TryFind(symbol, out var element) ? element : throw new FormatException($"`{symbol}` is no element.");

    /// <summary>The symbol, or the atoms of an abbreviated group, that was probably meant by an unknown one; or null.</summary>
    public static string? Nearest(string symbol)
    {
        if (s_groups.TryGetValue(symbol, out var group))
        {
            return group;
        }

        // lI, LI and li all mean Li, and a whole name means its symbol.
        var named = All.FirstOrDefault(e =>
            e.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase)
            || e.Name.Equals(symbol, StringComparison.OrdinalIgnoreCase)
        );
        if (named is not null || symbol.Length < 4)
        {
            return named?.Symbol;
        }

        var name = Spelling.Nearest(symbol, All, static e => e.Name);
        return All.FirstOrDefault(e => e.Name == name)?.Symbol;
    }

    private static ImmutableArray<Element> Number(ReadOnlySpan<Element> elements)
    {
        var numbered = ImmutableArray.CreateBuilder<Element>(elements.Length);
        foreach (var element in elements)
        {
            numbered.Add(element with { Number = numbered.Count + 1 });
        }

        return numbered.MoveToImmutable();
    }

    private static Element E(string symbol, string name, string? weight, params ImmutableArray<int> states) =>
        new(0, symbol, name, weight is null ? null : Rational.Parse(weight), states);
}
