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
        if (noun is not null && noun.StartsWith("batch", StringComparison.Ordinal))
        {
            _context.Diagnostics.Add(Rules.BatchNotReplicatedAt(operation.Location));
            return;
        }
        int count =
            replicate.Value?.Si is { IsInteger: true, Sign: > 0 } number && number <= MostReplicates
                ? (int)number.Numerator
                : 1;
        bool eachCoated = noun is not null && noun.StartsWith("coating", StringComparison.Ordinal);
        int machine = _context.MachineOf(symbol, protocol.Call);
        foreach (var built in Build(cell, count, eachCoated, operation))
        {
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
