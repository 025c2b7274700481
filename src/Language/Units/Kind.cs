namespace CellDsl.Language.Units;

/// <summary>What a quantity is: its dimension, what it must not be mixed with, and per what it is counted.</summary>
public readonly record struct Kind(Dimension Dimension, Tag Tag = Tag.None, Basis Basis = Basis.None)
{
    public bool IsDimensionless => Dimension.IsNone && Tag != Tag.Angle;

    /// <summary>True for a temperature that may not be added to another one.</summary>
    public bool IsPoint => Tag == Tag.TemperaturePoint;

    public Kind With(Basis basis) => this with { Basis = basis };

    public Kind With(Tag tag) => this with { Tag = tag };

    /// <summary>
    /// Whether a value of kind <paramref name="given"/> can stand where this kind is asked for. A tag or a basis that the
    /// value leaves open fits every one; a bare ratio fits every fraction and count; a temperature in kelvin fits a point
    /// and a difference, one in °C only a point.
    /// </summary>
    public bool Accepts(Kind given) =>
        Dimension == given.Dimension
        && (Tag == given.Tag || given.Tag == Tag.None || (Tag == Tag.None && IsLoose(given.Tag)))
        && (Basis == given.Basis || given.Basis == Basis.None || Basis == Basis.None);

    // Where nothing is asked for but the dimension, a fraction is a ratio; a point of temperature is no bare temperature.
    private static bool IsLoose(Tag tag) =>
        tag
            is Tag.Count
                or Tag.MassFraction
                or Tag.MoleFraction
                or Tag.VolumeFraction
                or Tag.AtomFraction
                or Tag.StateOfCharge
                or Tag.Frequency
                or Tag.TemperatureDifference;

    public override string ToString() => Kinds.NameOf(this).Title;
}
