using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Plans;

/// <summary>
/// What a program means, free of its spelling: for every experiment the samples, operations, cells and runs with exact
/// amounts. Its canonical JSON (<see cref="PlanJson"/>) is what is hashed, archived and executed.
/// </summary>
/// <param name="Edition">Edition of the language that the program asks for.</param>
/// <param name="SourceHash">SHA-256 over all sources with their paths, hexadecimal.</param>
/// <param name="Machines">A run names its machine by index.</param>
/// <param name="Holes">Everything that the procedure leaves open, each once; <see cref="PlanValue.Hole"/> refers here by id.</param>
/// <param name="Assumptions">Everything that the author filled in; <see cref="PlanValue.Assumed"/> refers here by id.</param>
/// <param name="Allows">Findings that the author silenced, with reasons.</param>
public sealed record Plan(
    string Format,
    int Edition,
    string SourceHash,
    EquatableList<PlanExperiment> Experiments,
    EquatableList<PlanMachine> Machines,
    EquatableList<PlanModel> Models,
    EquatableList<PlanHole> Holes,
    EquatableList<PlanAssumption> Assumptions,
    EquatableList<PlanAllow> Allows
)
{
    public const string CurrentFormat = "cell-plan/1";
}

/// <summary>A protocol as people read it; the machine itself is <see cref="Machine"/>.</summary>
/// <param name="Parameters">In the order of <see cref="PlanRun.Arguments"/>.</param>
/// <param name="Listing">The machine line by line.</param>
public sealed record PlanMachine(
    string Name,
    SourceRef Source,
    EquatableList<MachineParameter> Parameters,
    EquatableList<string> Listing
);

/// <param name="Id">From 1, in the order of the text.</param>
/// <param name="What">What is open, as <c>ramp rate of heat pellet</c>.</param>
public sealed record PlanHole(int Id, string What, SourceRef Source);

/// <param name="Value">As written.</param>
/// <param name="Why">The author's reason, or null.</param>
public sealed record PlanAssumption(int Id, string What, string Value, string? Why, SourceRef Source);

/// <param name="Code">As <c>CELL5001</c>.</param>
public sealed record PlanAllow(string Code, string Reason, SourceRef Source);

/// <summary>A <c>model</c> declaration: what the simulator is to know of a material, an instrument or a cell.</summary>
/// <param name="Kind">The class of the model, as <c>electrode</c>.</param>
/// <param name="Subject">The declaration that it describes, or null.</param>
public sealed record PlanModel(
    string Name,
    string Kind,
    string? Subject,
    EquatableList<PlanProperty> Parameters,
    SourceRef Source
);
