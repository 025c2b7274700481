using System.Numerics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>Room in which one thread solves a step; nothing in it outlives the step.</summary>
internal sealed class PorousScratch
{
    private const int Nodes = ParticleField.Room;
    private const int Volumes = PorousElectrode.MostVolumes;

    [ThreadStatic]
    private static PorousScratch? s_ofThread;

    public static PorousScratch OfThread => s_ofThread ??= new();

    /// <summary>By electrode volume, the negative's then the positive's.</summary>
    public Electrode Negative { get; } = new();

    public Electrode Positive { get; } = new();

    /// <summary>Half a volume's way over D and over κ, and how fluxes and drops change with the concentration there.</summary>
    public double[] Diffusion { get; } = new double[Volumes];

    public double[] DiffusionBend { get; } = new double[Volumes];

    public double[] Conduction { get; } = new double[Volumes];

    public double[] ConductionBend { get; } = new double[Volumes];

    public double[] Known { get; } = new double[Volumes];

    /// <summary>By how much surfaces move with the current that enters from their volumes, m²/A.</summary>
    public (double Negative, double Positive) Gains { get; set; }

    /// <summary>How the voltage changes with each unknown.</summary>
    public double[] Gradient { get; } = new double[Volumes + 2 * Nodes];

    public BandedSystem<double> System { get; } = new(Volumes + 2 * Nodes);

    private BandedSystem<Complex>? _small;

    public BandedSystem<Complex> SmallSignal => _small ??= new(Volumes + 2 * Nodes);

    /// <summary>What is looked up in each volume of one electrode.</summary>
    internal sealed class Electrode
    {
        /// <summary>Surface lithiation at no rate.</summary>
        public double[] Offset { get; } = new double[Nodes];

        /// <summary>Current that enters the electrolyte, A/m².</summary>
        public double[] Enters { get; } = new double[Nodes];

        /// <summary>Potential of the solid against the electrolyte, V.</summary>
        public double[] Potential { get; } = new double[Nodes];

        /// <summary>How it changes with the current that enters, Ω·m².</summary>
        public double[] PerCurrent { get; } = new double[Nodes];

        /// <summary>The part of that which comes from charge transfer alone, Ω·m².</summary>
        public double[] Transfer { get; } = new double[Nodes];

        /// <summary>How it changes with the concentration, V·m³/mol.</summary>
        public double[] PerSalt { get; } = new double[Nodes];

        /// <summary>U of the surface, V, and its slope.</summary>
        public double[] Equilibrium { get; } = new double[Nodes];

        public double[] Slope { get; } = new double[Nodes];

        /// <summary>Rates at the step's end, 1/s.</summary>
        public double[] Rates { get; } = new double[Nodes];
    }
}
