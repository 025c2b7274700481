using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <param name="Type">As C# spells it: double, long, int, bool or Pc.</param>
/// <param name="What">For people who look at a state.</param>
internal sealed record StateField(string Name, string Type, string What)
{
    public int Size =>
        Type switch
        {
            "bool" => 1,
            "int" or "Pc" => 4,
            _ => 8,
        };
}

/// <summary>What a machine keeps between ticks: its place, its clocks and baselines, its arguments, its slots.</summary>
internal sealed class StateLayout
{
    private readonly List<StateField> _fields = [];
    private readonly string[] _slots;
    private readonly string[] _arguments;

    public StateLayout(Machine machine, IEnumerable<string> placeNames)
    {
        Machine = machine;
        var used = ExpressionTree.Of(machine).SelectMany(ExpressionTree.Walk).ToHashSet();
        Pauses = machine.Interruption.Any(tier => tier.Action == InterruptionAction.RestThenContinue);
        CountsCharge = used.Contains(new MachineExpression.Observed(Observable.StepCapacity));
        CountsEnergy = used.Contains(new MachineExpression.Observed(Observable.StepEnergy));
        ObservesElectrodes = used.Any(part =>
            part
                is MachineExpression.Observed { What: Observable.NegativePotential }
                    or MachineExpression.Windowed { What: Observable.NegativePotential }
        );
        LimitsProgrammedCurrent = machine
            .Limits.SelectMany(limit => ExpressionTree.Walk(limit.Condition))
            .Any(part => part is MachineExpression.Setpoint);

        AddOwnFields();
        // A member cannot bear the name of its type.
        var names = new Identifiers([.. _fields.Select(field => field.Name), "State"]);
        _arguments =
        [
            .. machine.Parameters.Select(parameter =>
                Add(
                    names.Take(parameter.Name),
                    "double",
                    $"argument {parameter.Name} {parameter.Unit}".TrimEnd()
                )
            ),
        ];
        _slots = [.. machine.Slots.Select(slot => Add(names.Take(slot.Name), TypeOf(slot), About(slot)))];
        Hash = HashOf(_fields, placeNames);
    }

    public Machine Machine { get; }

    public IReadOnlyList<StateField> Fields => _fields;

    public int Size => _fields.Sum(one => one.Size);

    /// <summary>Changes with every name and type, and with the places that the machine can be in.</summary>
    public ulong Hash { get; }

    /// <summary>Whether the machine may rest after an interruption, with its program time held back.</summary>
    public bool Pauses { get; }

    public bool CountsCharge { get; }

    public bool CountsEnergy { get; }

    public bool LimitsProgrammedCurrent { get; }

    public bool ObservesElectrodes { get; }

    /// <summary>The machine's program time, which stands still while it rests after an interruption.</summary>
    public string Clock => Pauses ? "now.Time - state.Paused" : "now.Time";

    /// <summary>The same at the last tick.</summary>
    public string LastClock => Pauses ? "state.Time - state.Paused" : "state.Time";

    public string Slot(int index) => $"state.{_slots[index]}";

    public string Argument(int index) => $"state.{_arguments[index]}";

    public SlotType TypeOfSlot(int index) => Machine.Slots[index].Type;

    private void AddOwnFields()
    {
        Add("Pc", "Pc", "where the machine is");
        Add("Time", "long", "program time at the last tick, ns");
        Add("WallTime", "long", "wall time at the last tick, ns");
        Add("StepStart", "long", "program time at which the step began, ns; 0 before the first");
        Add("StepCount", "int", "steps entered so far");
        Add("StoppedBy", "int", "index of the stop reason, or -1");
        Add("Setpoint", "double", "setpoint of the step; NaN for none");
        if (LimitsProgrammedCurrent)
            Add("ProgrammedCurrent", "double", "current that the step programs, A; NaN for none");
        if (CountsCharge || CountsEnergy)
            Add("Direction", "int", "1 for a step that charges, -1 for one that discharges, else 0");
        if (CountsCharge)
        {
            Add("StepChargeIn", "double", "charge put in before the step, A·s");
            Add("StepChargeOut", "double", "charge taken out before the step, A·s");
        }
        if (CountsEnergy)
        {
            Add("StepEnergyIn", "double", "energy put in before the step, J");
            Add("StepEnergyOut", "double", "energy taken out before the step, J");
        }
        if (!Pauses)
            return;
        Add("CurrentLimit", "double", "current limit of the step, A");
        Add("Paused", "long", "time spent resting after interruptions, ns");
        Add("PauseStart", "long", "program time at which such a rest began, ns");
        Add("PauseEnd", "long", "program time at which it ends, ns; unset while none runs");
    }

    private string Add(string name, string type, string what)
    {
        _fields.Add(new(name, type, what));
        return name;
    }

    private static string TypeOf(MachineSlot slot) =>
        slot.Type switch
        {
            SlotType.Number => "double",
            SlotType.Flag => "bool",
            _ => "long",
        };

    private static string About(MachineSlot slot) =>
        slot.Type switch
        {
            SlotType.Time => $"{slot.Name}, program time, ns",
            SlotType.WallTime => $"{slot.Name}, wall time, ns",
            _ => slot.Name,
        };

    private static ulong HashOf(IEnumerable<StateField> fields, IEnumerable<string> placeNames)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
            text.Append(field.Name).Append(':').Append(field.Type).Append('\n');
        text.AppendJoin(',', placeNames);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
