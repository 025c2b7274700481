using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using PlanMode = CellDsl.Planning.Plans.SampleMode;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private Datum Perform(BoundOperation operation, Frame frame, string? hint)
    {
        switch (operation.Operation.Effect)
        {
            case "run":
                RunProtocol(operation, frame);
                return new Datum.Known(new PlanValue.Symbol(operation.Operation.Name));
            case "measure" or "check":
                Measure(operation, frame);
                return new Datum.Known(new PlanValue.Symbol(operation.Operation.Name));
        }
        string[] names = _names;
        _names = [];
        var performance = Begin(operation, frame, hint);
        if (operation.Operation.Effect == "split" && names.Length > 1)
        {
            var parts = Split(performance, names);
            Write(performance, frame);
            return new Datum.OfList([.. parts.Select(part => new Datum.OfSample(part))]);
        }
        var yield = Apply(performance);
        Write(performance, frame);
        return yield is null
            ? new Datum.Known(new PlanValue.Symbol(performance.Id))
            : new Datum.OfSample(yield);
    }

    private Performance Begin(BoundOperation operation, Frame frame, string? hint)
    {
        var performance = new Performance(operation, NewId(operation.Operation.Name), hint)
        {
            Point = _point,
            Place = _places.Count > 0 ? _places[^1] : null,
            Route = _calls.Count > 0 ? _calls[^1] : null,
        };
        foreach (var argument in operation.Arguments)
        {
            if (argument.Value is null)
                continue;
            var what = $"{argument.Parameter.Name} of {operation.Operation.Name}";
            var value = Evaluate(argument.Value, frame, what);
            CompareWithUsual(operation, argument, value);
            performance.Arguments.Add((argument, value));
        }
        return performance;
    }

    private SampleState? Apply(Performance performance)
    {
        if (!performance.Yields)
        {
            foreach (var sample in performance.Taken.OfType<Datum.OfSample>())
                Take(performance, sample.Sample);
            return null;
        }
        return performance.Operation.Operation.Effect switch
        {
            "weigh" => Weigh(performance),
            "dissolve" => Dissolve(performance),
            "heat" => Heat(performance),
            "dry" or "filter" => Dry(performance),
            _ when performance.Taken.OfType<Datum.OfMixture>().FirstOrDefault() is { } mixture => Combine(
                performance,
                mixture
            ),
            var effect => Unite(performance, addsLiquid: effect is "mix" or "disperse" or "wash"),
        };
    }

    /// <summary>Uses a sample up; what was left of it.</summary>
    private static PlanRange Take(Performance performance, SampleState sample)
    {
        var left = sample.Left;
        performance.Inputs.Add(new(sample.Id, PlanMode.Takes, left));
        performance.Samples.Add(sample);
        sample.Drawn = sample.Solids;
        return left;
    }

    /// <summary>Takes a part of a sample, and says so where that is more than there can be.</summary>
    private void Draw(Performance performance, SampleState sample, PlanRange amount, PlanMode mode)
    {
        performance.Inputs.Add(new(sample.Id, mode, amount));
        performance.Samples.Add(sample);
        if (amount.Low is { } least && sample.Left.High is { } most && least > most)
        {
            _context.Diagnostics.Add(
                Rules.MoreThanThereIsAt(
                    performance.Operation.Location,
                    sample.Name,
                    Grams(least),
                    Grams(most),
                    sample.Made
                )
            );
        }
        if (mode != PlanMode.Inspects)
            sample.Drawn += amount;
    }

    private SampleState Yield(Performance performance, SampleState sample)
    {
        _samples.Add(sample);
        performance.Outputs.Add(sample.Id);
        performance.Made ??= sample;
        return sample;
    }

    private SampleState NewSample(
        Performance performance,
        IReadOnlyList<Constituent> constituents,
        PlanRange solids,
        IReadOnlyList<DeclarationSymbol> liquids,
        string? form = null,
        Intended? intended = null,
        MaterialSymbol? material = null
    ) =>
        Yield(
            performance,
            new(NewId(performance.YieldName), performance.YieldName, performance.Operation.Location, _point)
            {
                Form = performance.Form ?? form,
                Material = material ?? MaterialOf(performance.Operation.Type),
                ProducedBy = performance.Id,
                Constituents = constituents,
                Solids = Ranges.Scaled(solids, Kept(performance)),
                Liquids = liquids,
                Intended = intended,
                Support =
                    performance.Effect == "coat"
                        ? performance.Drawn.OfType<Datum.OfEntity>().FirstOrDefault()?.Symbol
                        : performance
                            .Samples.Select(sample => sample.Support)
                            .FirstOrDefault(foil => foil is not null),
            }
        );

    /// <summary>What remains of a loss that the operation states (<c>loses: 5 %</c>).</summary>
    private Rational? Kept(Performance performance) =>
        performance.Operation.Operation.Properties.ValueOf("loses") is { } loses
            ? Rational.One - Evaluate(loses, new Frame()).Si
            : Rational.One;

    private void Write(Performance performance, Frame frame)
    {
        var operation = performance.Operation;
        var segments = operation.Program.Select(segment => Segment(performance, segment, frame)).ToArray();
        SetDurations(segments);
        performance.Duration = DurationOf(performance, segments);
        _performed.Add(performance);
        _operations.Add(
            new(
                performance.Id,
                performance.Verb,
                operation.Operation.Effect ?? "none",
                _point,
                Spelling.Of(operation),
                _context.Ref(operation),
                [.. performance.Inputs],
                [.. performance.Outputs],
                [
                    .. performance.Arguments.Select(pair => new PlanProperty(
                        pair.Argument.Parameter.Name,
                        pair.Value.Plan with
                        {
                            Source = _context.Ref(pair.Argument.Value ?? operation),
                        }
                    )),
                    .. PropertiesOf(operation.Properties, frame),
                ],
                [.. performance.Weighings],
                [.. segments],
                operation.Operation.Instrument?.Name,
                performance.Duration,
                Deadline(operation.Gap, performance, frame)
            )
            {
                AssignedTo = _assignments.Assign(performance),
            }
        );
    }

    private PlanDeadline? Deadline(BoundGap? gap, Performance performance, Frame frame)
    {
        if (gap is null)
            return null;
        var after = gap.After switch
        {
            OperationSymbol verb => _operations.LastOrDefault(done => done.Verb == verb.Name)?.Id,
            { } symbol when frame.Find(symbol) is Datum.OfSample sample => sample.Sample.Id,
            _ => null,
        };
        var seconds = Evaluate(gap.Time, frame, "longest gap").Si;
        if (
            seconds is { } most
            && after is not null
            && LeastGap(after, performance.Inputs) is { } least
            && least > most
        )
        {
            _context.Diagnostics.Add(
                Rules.GapExceededAt(
                    gap.Location,
                    gap.After?.Name ?? after,
                    QuantityFormat.FormatTime(least),
                    QuantityFormat.FormatTime(most)
                )
            );
        }
        return new(seconds, after ?? gap.After?.Name ?? "", _context.Ref(gap));
    }

    /// <summary>
    /// The least time (s) between the end of an operation, or the making of a sample, and the use of these inputs; null
    /// where it is no ancestor of theirs.
    /// </summary>
    private Rational? LeastGap(string after, IEnumerable<PlanInput> inputs)
    {
        Rational? longest = null;
        foreach (var input in inputs)
        {
            var maker = _operations.FindLast(operation => operation.Outputs.Contains(input.Sample));
            if (maker is null)
                continue;
            var gap =
                maker.Id == after || input.Sample == after
                    ? Rational.Zero
                    : LeastGap(after, maker.Inputs) + (maker.Duration.Low ?? Rational.Zero);
            if (gap is { } found && (longest is not { } known || found > known))
                longest = found;
        }
        return longest;
    }

    private static string Grams(Rational grams) =>
        grams < Rational.One ? $"{(grams * 1000).ToDecimalString(4)} mg" : $"{grams.ToDecimalString(4)} g";
}
