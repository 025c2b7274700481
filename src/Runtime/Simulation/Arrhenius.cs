namespace CellDsl.Runtime.Simulation;

/// <summary>Constants of nature and the temperature law that the models share.</summary>
public static class Arrhenius
{
    /// <summary>Molar gas constant, J/(mol·K) (CODATA 2018, exact).</summary>
    public const double GasConstant = 8.314462618;

    /// <summary>Faraday constant, C/mol (CODATA 2018, exact).</summary>
    public const double Faraday = 96485.33212;

    /// <summary>Temperature at which parameters are stated, K.</summary>
    public const double Reference = 298.15;

    /// <summary>exp(E/R·(1/T₀ − 1/T)): how much faster a process runs than at the reference temperature.</summary>
    /// <param name="activation">J/mol.</param>
    /// <param name="temperature">K.</param>
    public static double Factor(double activation, double temperature) =>
        activation == 0 ? 1 : Math.Exp(activation / GasConstant * (1 / Reference - 1 / temperature));
}
