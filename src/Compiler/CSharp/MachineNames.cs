using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary>The C# names of one machine's steps; blocks are numbered.</summary>
internal sealed class MachineNames
{
    private static readonly string[] Reserved =
    [
        "Begin",
        "Completed",
        "Finish",
        "Guards",
        "Info",
        "Interrupt",
        "Leave",
        "Limit",
        "LimitReached",
        "ModeOf",
        "Moved",
        "NextDeadline",
        "NotStarted",
        "Pc",
        "Read",
        "Rest",
        "Restart",
        "Resume",
        "Run",
        "Start",
        "State",
        "StepCapacity",
        "StepEnergy",
        "Stop",
        "StopReason",
        "Stopped",
        "Tick",
        "Write",
    ];

    public MachineNames(Machine machine, string type)
    {
        Type = type;
        var identifiers = new Identifiers([.. ReservedFor(machine), type]);
        Steps = [.. machine.Steps.Select(step => identifiers.TakeAll(step.Id, "", "Enter")[0])];
    }

    /// <summary>The struct that implements the machine.</summary>
    public string Type { get; }

    /// <summary>The method that polls a step; the one that begins it is called Enter….</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>The names that neither the machine's type nor its steps may take.</summary>
    public static IEnumerable<string> ReservedFor(Machine machine) =>
        [
            .. Reserved,
            .. ProgramWriter.SpokenNames,
            .. Enumerable.Range(0, machine.Blocks.Count).Select(Block),
        ];

    public static string Block(int index) => "Block" + Literals.Integer(index);

    /// <summary>The members of Pc in order.</summary>
    public IEnumerable<string> Places => ["NotStarted", .. Steps, "Completed", "Stopped", "LimitReached"];
}
