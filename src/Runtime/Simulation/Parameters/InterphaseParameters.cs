namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// Growth of the solid–electrolyte interphase on the negative electrode: a reduction of solvent that is slowed by its own
/// kinetics and by the solvent's diffusion through the film (M. Safari et al., J. Electrochem. Soc. 156, A145 (2009);
/// X.-G. Yang et al., J. Power Sources 360, 28 (2017)). With k → ∞ it is limited by diffusion (H. J. Ploehn et al.,
/// J. Electrochem. Soc. 151, A456 (2004)), with D → ∞ by kinetics.
/// <code>j = F·c·K / (1 + K·L/D),  K = k·exp(−α·F·φ/RT),  dL/dt = j·V/(z·F)</code>
/// </summary>
public sealed record InterphaseParameters
{
    /// <summary>Limited by diffusion alone; constants as distributed with the Chen 2020 set (after Ploehn 2004, Single 2018).</summary>
    public static InterphaseParameters SolventDiffusion { get; } =
        new()
        {
            Diffusivity = 2.5e-22,
            SolventConcentration = 2636,
            RateConstant = double.PositiveInfinity,
        };

    /// <summary>Kinetics and diffusion of ethylene carbonate; constants of Yang 2017.</summary>
    public static InterphaseParameters Yang2017 { get; } =
        new()
        {
            Diffusivity = 2e-18,
            SolventConcentration = 4541,
            RateConstant = 1e-12,
        };

    /// <summary>L at the start, m.</summary>
    public double InitialThickness { get; init; } = 5e-9;

    /// <summary>Of solvent in the film, D, m²/s.</summary>
    public required double Diffusivity { get; init; }

    /// <summary>Of solvent at the outside of the film, c, mol/m³.</summary>
    public required double SolventConcentration { get; init; }

    /// <summary>k at φ = 0, m/s; infinite where diffusion alone limits.</summary>
    public required double RateConstant { get; init; }

    /// <summary>α.</summary>
    public double TransferCoefficient { get; init; } = 0.5;

    /// <summary>V, m³ per mol of film.</summary>
    public double MolarVolume { get; init; } = 9.585e-5;

    /// <summary>z, mol of lithium bound per mol of film.</summary>
    public double LithiumPerFilm { get; init; } = 2;

    /// <summary>Of the film, Ω·m.</summary>
    public double Resistivity { get; init; } = 2e5;

    /// <summary>Of the whole rate, J/mol.</summary>
    public double Activation { get; init; }
}
