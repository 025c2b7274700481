using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Plans;
using PlanMode = CellDsl.Planning.Plans.SampleMode;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private void Measure(BoundOperation operation, Frame frame)
    {
        var performance = Begin(operation, frame, null);
        MeasurementSymbol[] kinds =
        [
            .. performance
                .Arguments.SelectMany(pair => pair.Value.Flattened)
                .OfType<Datum.OfEntity>()
                .Select(entity => entity.Symbol)
                .OfType<MeasurementSymbol>(),
        ];
        var subject = performance.Behind("on");
        var used = performance.Behind("using");
        var amount =
            used is null ? PlanRange.Exactly(0)
            : used.Si is { } kilograms ? PlanRange.Exactly(kilograms * 1000)
            : PlanRange.Unknown;
        bool consumes = kinds.Any(Consumes);
        string on = subject?.Plan.Bare switch
        {
            PlanValue.Symbol symbol => symbol.Name,
            PlanValue.Group { Class: { } name } => _cells.LastOrDefault(cell => cell.Name == name)?.Id
                ?? name,
            _ => "",
        };
        if (subject is Datum.OfSample sample)
            Draw(performance, sample.Sample, amount, consumes ? PlanMode.Draws : PlanMode.Inspects);
        Write(performance, frame);
        foreach (var kind in kinds)
        {
            _assignments.Require(performance, kind);
            _measurements.Add(
                new(
                    NewId(kind.Name),
                    kind.Name,
                    on,
                    amount,
                    performance.Behind("expecting")?.Plan,
                    [
                        .. performance
                            .Arguments.Where(pair =>
                                pair.Argument.Parameter.Preposition is not ("on" or "using" or "expecting")
                                && pair.Argument.Parameter.Preposition is not null
                            )
                            .Select(pair => new PlanProperty(pair.Argument.Parameter.Name, pair.Value.Plan)),
                    ],
                    _point,
                    _context.Ref(operation)
                )
            );
        }
    }

    private static bool Consumes(MeasurementSymbol kind) =>
        kind.Properties.ValueOf("consumes")?.Bare switch
        {
            BoundTruth truth => truth.Value,
            BoundWord word => word.Name == "yes",
            _ => false,
        };
}
