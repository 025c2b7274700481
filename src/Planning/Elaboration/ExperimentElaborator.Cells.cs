using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using PlanMode = CellDsl.Planning.Plans.SampleMode;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    /// <summary>A cell that has a name is built once, however many protocols run on it.</summary>
    private readonly Dictionary<Datum, List<PlanCell>> _built = new(ReferenceEqualityComparer.Instance);

    /// <param name="eachCoated">Whether every cell gets a coating of its own.</param>
    private List<PlanCell> Build(
        Datum.OfCall call,
        int count,
        bool eachCoated,
        BoundOperation run,
        int firstReplicate = 1
    )
    {
        if (_built.TryGetValue(call, out var known) && known.Count >= count)
            return known[..count];
        _context.OpenPoints.Meet(call.Callee);
        var cells = new List<PlanCell>();
        List<ElectrodePart>? parts = null;
        for (int replicate = firstReplicate; replicate < firstReplicate + count; replicate++)
        {
            if (parts is null || eachCoated)
                parts = MakeParts(call, eachCoated ? 1 : count, run);
            cells.Add(Assemble(call, parts, replicate, run));
            if (call.Callee is CellSymbol symbol)
                _assembled.Add(new(cells[^1], symbol, parts, call.Arguments));
        }
        _built[call] = cells;
        _cells.AddRange(cells);
        return cells;
    }

    private List<ElectrodePart> MakeParts(Datum.OfCall call, int count, BoundOperation run)
    {
        var bag = call.Callee.Properties;
        var described = bag
            .Items.Where(item => ElectrodeRoles.Contains(item.Name))
            .Select(item => DescribeElectrode(item, bag, call.Arguments))
            .ToArray();
        var frame = new Frame(call.Arguments);
        foreach (var parameter in call.Callee.Parameters)
        {
            if (call.Arguments.Find(parameter) is Datum.OfSample sample)
                frame.Bind(
                    parameter,
                    new Datum.OfSample(Aliquot(sample.Sample, described, count, call, run))
                );
        }
        return [.. described.Select(part => MakeElectrode(part, frame))];
    }

    /// <summary>
    /// The part of a sample that goes into cells: at least what their electrodes hold, and more by what the coating
    /// wastes, which nobody knows.
    /// </summary>
    private SampleState Aliquot(
        SampleState sample,
        ElectrodePart[] parts,
        int count,
        Datum.OfCall call,
        BoundOperation run
    )
    {
        var active = sample.Constituents.FirstOrDefault(item =>
            item.Material is { } material && _context.Materials.SpecificCapacityOf(material) is not null
        );
        var grams = parts.FirstOrDefault(part => part.Role == "positive")?.ActiveMass.Value * 1000 * count;
        var least = active?.Share is { IsZero: false } share ? grams / share : null;
        var operation = new Performance(run, NewId("portion"), sample.Name);
        Draw(operation, sample, new(least ?? Rational.Zero, sample.Left.High), PlanMode.Draws);
        var portion = new SampleState(NewId(sample.Name), sample.Name, run.Location, _point)
        {
            Form = sample.Form,
            Material = sample.Material,
            ProducedBy = operation.Id,
            Constituents = sample.Constituents,
            Solids = new(least, sample.Left.High ?? sample.Solids.High),
        };
        _samples.Add(portion);
        _operations.Add(
            new(
                operation.Id,
                "portion",
                "split",
                _point,
                $"portion of {sample.Name} for {call.Callee.Name}",
                _context.Ref(run),
                [.. operation.Inputs],
                [portion.Id],
                [],
                [],
                [],
                "balance",
                new(Rational.Zero, null),
                null
            )
        );
        return portion;
    }

    private PlanCell Assemble(Datum.OfCall call, List<ElectrodePart> parts, int replicate, BoundOperation run)
    {
        var bag = call.Callee.Properties;
        var id = NewId(call.Callee.Name);
        PerformAssembly(call, parts, id, run);
        var working = parts.FirstOrDefault(part => part.Role == "positive");
        var facts = Facts(
            working,
            parts.FirstOrDefault(part => part.Role == "negative"),
            parts.FirstOrDefault(part => part.Role == "reference"),
            bag,
            call.Arguments
        );
        string[] apart =
        [
            .. ElectrodeRoles,
            "limits",
            "assemble",
            "electrolyte",
            "stack_pressure",
            "temperature",
        ];
        PlanValue? Stated(string name) =>
            bag.ValueOf(name) is { } value
                ? Evaluate(value, call.Arguments, $"{name} of {call.Callee.Name}").Plan
                : null;
        return new(
            id,
            call.Callee.Name,
            _point,
            replicate,
            [.. parts.Select(Electrode)],
            ElectrolyteOf(bag, call.Arguments),
            Stated("stack_pressure"),
            Stated("temperature"),
            PropertiesOf(
                bag with
                {
                    Items = [.. bag.Items.Where(item => !apart.Contains(item.Name))],
                    Steps = [],
                },
                call.Arguments
            ),
            facts,
            _context.Names.RefOf(call.Callee.Location)
        );
    }

    private PlanValue? ElectrolyteOf(PropertyBag bag, Frame frame) =>
        bag.Find("electrolyte") is { } item
            ? PropertiesOf(bag with { Items = [item], Steps = [] }, frame)[0].Value
            : null;

    private void PerformAssembly(
        Datum.OfCall call,
        List<ElectrodePart> parts,
        string cell,
        BoundOperation run
    )
    {
        var assembly = new Performance(run, NewId("assemble"), cell);
        foreach (var part in parts)
        {
            if (part.Sheet is { } sheet)
            {
                var grams = part.CompositeMass.Value * 1000;
                Draw(assembly, sheet, new(grams, grams), PlanMode.Draws);
            }
        }
        _operations.Add(
            new(
                assembly.Id,
                "assemble",
                "assemble",
                _point,
                $"assemble {call.Callee.Name}",
                _context.Names.RefOf(call.Callee.Location),
                [.. assembly.Inputs],
                [cell],
                [],
                [],
                [],
                null,
                new(Rational.Zero, null),
                null
            )
        );
        var bag = call.Callee.Properties;
        var inside = new List<DeclarationSymbol>();
        foreach (var step in bag.Steps.Concat(bag.Find("assemble")?.Block?.Steps ?? []))
        {
            foreach (var operation in step.Program.IsEmpty ? [step] : step.Program)
            {
                var performance = Begin(operation, call.Arguments, null);
                performance.Inside = [.. inside];
                inside.AddRange(performance.Drawn.OfType<Datum.OfEntity>().Select(drawn => drawn.Symbol));
                performance.Inputs.Add(new(cell, PlanMode.Occupies, PlanRange.Unknown));
                Write(performance, call.Arguments);
            }
        }
    }
}
