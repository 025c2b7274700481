namespace CellDsl.Runtime.Simulation.Models;

/// <summary>What keeps a program from being simulated, in a sentence: a parameter or a stand-in that no model gives.</summary>
public sealed class SimulationException(string message) : Exception(message);
