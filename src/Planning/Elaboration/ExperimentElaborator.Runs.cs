using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Lowering;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private const int MostReplicates = 1000;

    private void RunProtocol(BoundOperation operation, Frame frame)
    {
        var values = operation
            .Arguments.Where(argument => argument.Value is not null)
            .Select(argument =>
                (
                    argument.Parameter,
                    Value: argument.Value is { } value ? Evaluate(value, frame) : null,
                    argument
                )
            )
            .ToArray();
        var protocol = values.Select(pair => pair.Value).OfType<Datum.OfCall>().FirstOrDefault(IsProtocol);
        var cell = values
            .Select(pair => pair.Value)
            .OfType<Datum.OfCall>()
            .FirstOrDefault(call => !IsProtocol(call));
        if (protocol is not { Callee: ProtocolSymbol symbol } || cell is not { Callee: CellSymbol })
        {
            Unknown(operation, protocol is null ? "which protocol is run" : "on which cell this is run");
            return;
        }
        var replicate = values.FirstOrDefault(pair => pair.Parameter.Preposition == "replicate");
        var noun = (replicate.argument?.Value?.Bare as BoundQuantity)?.Noun;
        int count =
            replicate.Value?.Si is { IsInteger: true, Sign: > 0 } number && number <= MostReplicates
                ? (int)number.Numerator
                : 1;
        bool eachCoated = noun is not null && noun.StartsWith("coating", StringComparison.Ordinal);
        bool eachMade = noun is not null && noun.StartsWith("batch", StringComparison.Ordinal);
        var target = values.FirstOrDefault(pair => ReferenceEquals(pair.Value, cell)).argument.Value;
        var cells =
            eachMade && count > 1 && target is not null
                ? BuildBatches(cell, target, count, operation, frame)
                : Build(cell, count, eachCoated, operation);
        foreach (var built in cells)
        {
            int machine = _context.MachineOf(symbol, protocol.Call, built.Facts.Limits.Rare);
            _runs.Add(
                new(
                    NewId(symbol.Name),
                    machine,
                    built.Id,
                    built.Replicate,
                    count > 1 ? noun ?? "cells" : null,
                    _point,
                    [
                        .. _context
                            .Machines[machine]
                            .Arguments.Select(
                                (argument, i) => Argument(machine, i, argument, protocol, built)
                            ),
                    ],
                    Spelling.Of(operation),
                    _context.Ref(operation)
                )
            );
            if (
                !_context.IsBroken(machine)
                && _assembled.Find(each => ReferenceEquals(each.Cell, built)) is { } assembled
            )
            {
                _performedRuns.Add(
                    new(
                        _runs[^1],
                        operation,
                        symbol,
                        protocol.Arguments,
                        _context.Machines[machine],
                        assembled,
                        _runs.Count(earlier => earlier.Cell == built.Id) - 1
                    )
                );
            }
        }
    }

    /// <summary>
    /// Cells of batches of their own: what the cell holds is made again for each, from its first step on. What was measured
    /// on the first batch is not measured again.
    /// </summary>
    private List<PlanCell> BuildBatches(
        Datum.OfCall first,
        BoundExpression target,
        int count,
        BoundOperation run,
        Frame frame
    )
    {
        var made = new List<BoundBinding>();
        CollectBindings(target, made);
        if (made.Count == 0)
        {
            _context.Diagnostics.Add(Rules.BatchNotReplicatedAt(run.Location));
            return Build(first, 1, eachCoated: false, run);
        }
        var cells = new List<PlanCell>(Build(first, 1, eachCoated: false, run));
        for (int batch = 2; batch <= count; batch++)
        {
            var again = new Frame(frame);
            foreach (var binding in made)
                Bind(binding, again);
            if (Evaluate(target, again) is Datum.OfCall cell)
                cells.AddRange(Build(cell, 1, eachCoated: false, run, firstReplicate: batch));
        }
        return cells;
    }

    /// <summary>The bindings that lead to what an expression uses, in the order in which they were made.</summary>
    private void CollectBindings(BoundExpression expression, List<BoundBinding> into)
    {
        foreach (var local in BoundWalker.Descendants(expression).OfType<BoundLocal>())
        {
            if (!_bindings.TryGetValue(local.Symbol, out var binding) || into.Contains(binding))
                continue;
            CollectBindings(binding.Value, into);
            into.Add(binding);
        }
    }

    private static bool IsProtocol(Datum.OfCall call) => call.Callee is ProtocolSymbol;

    private PlanRunArgument Argument(
        int machine,
        int index,
        MachineArgument argument,
        Datum.OfCall protocol,
        PlanCell cell
    )
    {
        var parameter = _context.Machines[machine].Machine.Parameters[index];
        if (argument.Parameter is not { } symbol)
        {
            var hole = argument.Hole is { } open
                ? Evaluate(open, protocol.Arguments, $"a value in {protocol.Callee.Name}").Plan
                : new PlanValue.Symbol(parameter.Name);
            return new(parameter.Name, parameter.Unit, null, null, null, false, hole);
        }
        var given = protocol.Arguments.Find(symbol);
        if (given is not Datum.Known { Si: { } coefficient, Kind: var kind } known)
        {
            var plan = given?.Plan ?? new PlanValue.Symbol(parameter.Name);
            return new(parameter.Name, parameter.Unit, null, null, null, false, plan);
        }
        bool againstLithium =
            known.Value.Bare is PlanValue.Quantity { Reference: "Li" }
            && argument.Kind.Dimension == Kinds.Voltage.Dimension;
        if (againstLithium)
        {
            var absolute = coefficient - cell.Facts.CounterPotential.Value;
            return new(
                parameter.Name,
                parameter.Unit,
                absolute,
                coefficient,
                CellFact.CounterPotential,
                true,
                given.Plan
            );
        }
        if (Normalisation.Between(kind, argument.Kind.Dimension) is not { Divide: false } step)
            return new(parameter.Name, parameter.Unit, coefficient, coefficient, null, false, given.Plan);
        var value = coefficient * FactOf(cell.Facts, step.Fact).Value;
        return new(parameter.Name, parameter.Unit, value, coefficient, step.Fact, false, given.Plan);
    }

    private static PlanFigure FactOf(PlanCellFacts facts, CellFact fact) =>
        fact switch
        {
            CellFact.ActiveMass => facts.ActiveMass,
            CellFact.CompositeMass => facts.CompositeMass,
            CellFact.ElectrodeArea => facts.ElectrodeArea,
            CellFact.TheoreticalCapacity => facts.TheoreticalCapacity,
            _ => facts.NominalCapacity,
        };
}
