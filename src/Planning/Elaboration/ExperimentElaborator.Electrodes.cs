using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private static readonly string[] ElectrodeRoles =
    [
        "positive",
        "negative",
        "reference",
        "electrolyte_layer",
    ];

    /// <summary>What the text says of an electrode; what it is made of comes later.</summary>
    private ElectrodePart DescribeElectrode(BoundProperty property, PropertyBag cell, Frame frame)
    {
        var settings = new Dictionary<string, Datum>();
        foreach (var item in (property.Block?.Items ?? []).Where(item => item.Value is not null))
        {
            if (item.Value is { } value)
                settings[item.Name] = PerMaterial(Evaluate(value, frame, $"{item.Name} of {property.Name}"));
        }
        foreach (var shared in new[] { "diameter", "area" })
        {
            if (
                !settings.ContainsKey("diameter")
                && !settings.ContainsKey("area")
                && cell.ValueOf(shared) is { } value
            )
                settings[shared] = Evaluate(value, frame, $"{shared} of the cell");
        }
        var area = settings.TryGetValue("area", out var stated)
            ? Figure.Of(stated, $"area of {property.Name}", "m²")
            : Figure.CircleArea(
                Figure.Of(settings.GetValueOrDefault("diameter"), $"diameter of {property.Name}", "m")
            );
        var loading = Figure.Of(
            settings.GetValueOrDefault("loading"),
            $"loading of {property.Name}",
            "kg/m²"
        );
        return new(
            property.Name,
            property,
            settings,
            area,
            loading,
            Figure.Product(loading, area, "kg", "loading · area")
        );
    }

    /// <summary><c>2 mg/cm² of active</c> with the name of the active material counts that material alone.</summary>
    private static Datum PerMaterial(Datum datum) =>
        datum is Datum.OfAmount { Amount: var amount }
            ? Numeric.Change(
                amount,
                quantity => quantity with { Basis = Numeric.BasisName(Basis.ActiveMass) },
                kind => kind.With(Basis.ActiveMass)
            )
            : datum;

    /// <summary>Makes what an electrode is cut from, and computes its masses.</summary>
    private ElectrodePart MakeElectrode(ElectrodePart part, Frame frame)
    {
        var made = part.Source.Value is { } value ? Evaluate(value, frame, part.Role) : null;
        if (made is Datum.OfCall { Callee: ElectrodeSymbol electrode } call)
            made = electrode.Body.Value is { } inner ? Evaluate(inner, call.Arguments, part.Role) : made;
        part = made switch
        {
            Datum.OfSample sample => part with
            {
                Sheet = sample.Sample,
                MaterialName = sample.Sample.Name,
                Constituents = sample.Sample.Constituents,
            },
            Datum.OfEntity entity => part with
            {
                MaterialName = entity.Symbol.Name,
                Constituents = [new(entity.Symbol.Name, entity.Symbol as MaterialSymbol, Rational.One)],
            },
            Datum.OfMixture mixture => part with
            {
                MaterialName = string.Join(
                    " : ",
                    mixture.Parts.OfType<Datum.OfEntity>().Select(item => item.Symbol.Name)
                ),
                Constituents = MixtureConstituents(mixture),
            },
            _ => part,
        };
        var active = part.Constituents.FirstOrDefault(item =>
            item.Material is { } material && _context.Materials.SpecificCapacityOf(material) is not null
        );
        if (active?.Material is { } found)
            _context.OpenPoints.Meet(found);
        return Weighed(part with { Active = active?.Material }, active);
    }

    private List<Constituent> MixtureConstituents(Datum.OfMixture mixture)
    {
        var shares = MassShares(mixture);
        return
        [
            .. mixture
                .Parts.OfType<Datum.OfEntity>()
                .Select(
                    (item, i) => new Constituent(item.Symbol.Name, item.Symbol as MaterialSymbol, shares[i])
                ),
        ];
    }

    private ElectrodePart Weighed(ElectrodePart part, Constituent? active)
    {
        var share = active?.Share is { } known
            ? Figure.Known(known, "1", "composition")
            : Figure.Missing($"share of the active material in {part.Role}", "1");
        var kind = (part.Settings.GetValueOrDefault("loading") as Datum.Known)?.Kind ?? default;
        if (part.Settings.GetValueOrDefault("areal_capacity") is { } areal && part.Loading.Value is null)
        {
            var capacity = SpecificCapacity(part);
            var charge = Figure.Product(
                Figure.Of(areal, $"areal capacity of {part.Role}", "A·s/m²"),
                part.Area,
                "A·s",
                "areal capacity · area"
            );
            part = part with
            {
                ActiveMass = Figure.Quotient(
                    charge,
                    capacity,
                    "kg",
                    "areal capacity · area / specific capacity"
                ),
            };
        }
        else if (kind.Basis == Basis.CompositeMass)
        {
            var composite = part.ActiveMass;
            return part with
            {
                CompositeMass = composite,
                ActiveMass = Figure.Product(composite, share, "kg", "loading · area · share of active"),
            };
        }
        return part with
        {
            CompositeMass = Figure.Quotient(part.ActiveMass, share, "kg", "active mass / share of active"),
        };
    }

    private PlanFigure SpecificCapacity(ElectrodePart part)
    {
        if (part.Settings.GetValueOrDefault("capacity") is { Si: not null } stated)
            return Figure.Of(stated, $"capacity of {part.Role}", "A·s/kg");
        return part.Active is { } active && _context.Materials.SpecificCapacityOf(active) is { } capacity
            ? Figure.Known(capacity.Value, "A·s/kg", capacity.From)
            : Figure.Missing(
                $"capacity of {part.Active?.Name ?? part.MaterialName ?? part.Role}: neither stated nor computable from formula and redox couple",
                "A·s/kg"
            );
    }

    private PlanElectrode Electrode(ElectrodePart part)
    {
        var potential = part.Settings.GetValueOrDefault("potential")?.Plan;
        return new(
            part.Role,
            part.Sheet?.Id,
            part.MaterialName,
            part.Active?.Name,
            [.. part.Constituents.Select(item => new PlanComponent(item.Name, item.Share))],
            part.Loading,
            part.Area,
            part.ActiveMass,
            potential,
            [.. part.Settings.Select(setting => new PlanProperty(setting.Key, setting.Value.Plan))],
            _context.Ref(part.Source)
        );
    }

    /// <summary>V against lithium, as the electrode's block states it or its material does.</summary>
    private static PlanFigure CounterPotential(ElectrodePart? counter)
    {
        if (counter is null)
            return Figure.Missing("counter electrode", "V");
        if (counter.Settings.GetValueOrDefault("potential") is { } stated)
            return Figure.Of(stated, $"potential of {counter.Role}", "V");
        return
            counter.Constituents is [{ Material: { } material }]
            && Materials.PotentialOf(material) is { } known
            ? Figure.Known(known, "V", $"potential of {material.Name}")
            : Figure.Missing($"potential of {counter.Role} against Li", "V");
    }
}
