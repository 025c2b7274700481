using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>What limits a theoretical capacity.</summary>
public enum CapacityLimit
{
    /// <summary>The redox couples give fewer electrons than there are ions.</summary>
    Electrons,

    /// <summary>There are fewer ions than electrons.</summary>
    Ions,
}

/// <summary>The charge that a material can give up.</summary>
/// <param name="ElectronsPerFormula">Of the redox couples.</param>
/// <param name="IonsPerFormula">Of the working ion.</param>
/// <param name="Specific">In mAh/g, exactly.</param>
public sealed record TheoreticalCapacity(
    Rational ElectronsPerFormula,
    Rational IonsPerFormula,
    CapacityLimit Limit,
    Rational Specific
)
{
    /// <summary>
    /// The Faraday constant, 96485.33212… C/mol: exact as the product of e and N_A in the SI of 2019, here to the ten digits
    /// that CODATA 2018 lists (E. Tiesinga et al., Rev. Mod. Phys. 93 (2021) 025010).
    /// </summary>
    public static Rational Faraday { get; } = Rational.Parse("96485.33212");

    // 1 mAh is 3.6 C.
    private static readonly Rational s_coulombPerMilliampereHour = Rational.Parse("3.6");

    /// <summary>In A·s/kg, the coherent SI unit.</summary>
    public Rational SpecificSi => Specific * 3600;

    /// <summary>n·F/(3.6·M) in mAh/g, for n electrons per formula unit of M g/mol.</summary>
    public static Rational SpecificOf(Rational electrons, Rational molarMass) =>
        electrons * Faraday / (s_coulombPerMilliampereHour * molarMass);

    /// <summary>
    /// The capacity of a material that gives up <paramref name="ion"/> (lithium unless said otherwise) while its redox
    /// couples give electrons: the smaller of the two counts. Null where the molar mass is unknown.
    /// </summary>
    public static TheoreticalCapacity? Of(
        Composition material,
        ImmutableArray<RedoxCouple> couples,
        Element? ion = null
    )
    {
        if (material.MolarMass is not { IsZero: false } molarMass)
        {
            return null;
        }

        var electrons = couples.Aggregate(
            Rational.Zero,
            (sum, c) => sum + (material[c.Element] * c.Electrons)
        );
        var ions = material[ion ?? Elements.Lithium];
        var limit = electrons <= ions ? CapacityLimit.Electrons : CapacityLimit.Ions;
        return new(electrons, ions, limit, SpecificOf(Rational.Min(electrons, ions), molarMass));
    }
}
