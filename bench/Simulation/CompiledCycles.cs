using System.Diagnostics;
using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation;

namespace CellDsl.Bench.Simulation;

/// <summary>The cycles of <see cref="CycleMachine"/> as a protocol in Cell, compiled, on the same loop.</summary>
internal sealed class CompiledCycles : IDisposable
{
    private const string Text = """
        edition 1
        protocol cycling(rate: Current = 5 A, cycles: Count = 1000) on cell {
          record every 1000 h
          repeat cycles times as cycle {
            charge at rate until {
              full:    voltage >= 4.2 V
              overrun: capacity > 6 Ah
              late:    for 12 h
            }
            when overrun { stop "more charge than the cell can hold" }
            discharge at rate until voltage <= 2.5 V or for 12 h
            if cycle.discharge.capacity < 1 % of test.cycle[1].discharge.capacity { stop "end of life" }
          } at most 5000 d
        }
        """;

    private readonly LoadedProgram _program;

    public CompiledCycles()
    {
        var compilation = Compilation.Create([new SourceText("cycles.cell", Text)], new NoImports());
        var planned = Planner.Plan(compilation);
        if (compilation.HasErrors || planned.HasErrors)
            throw new InvalidOperationException(
                string.Join('\n', compilation.Diagnostics.Concat(planned.Diagnostics).Select(d => d.Message))
            );
        var compiled = CSharpBackend.Emit(planned);
        _program = ProgramLoader.Load(compiled.Assembly, compiled.Symbols, "cycles");
    }

    /// <summary>ms of one run.</summary>
    public double Run<T>(T model, double cycles)
        where T : struct, ICellModel => _program.Program.Visit(0, new Timed<T>(model, cycles));

    public void Dispose() => _program.Dispose();

    private sealed class Timed<T>(T model, double cycles) : IMachineVisitor<double>
        where T : struct, ICellModel
    {
        public double Visit<TMachine, TState>()
            where TMachine : struct, IMachine<TState>
            where TState : struct
        {
            var facts = new CellFacts
            {
                LowestVoltage = double.NegativeInfinity,
                HighestVoltage = double.PositiveInfinity,
                LowestTemperature = double.NegativeInfinity,
                HighestTemperature = double.PositiveInfinity,
                HighestCurrent = double.PositiveInfinity,
                HighestCurrentRatio = double.PositiveInfinity,
                LowestPressure = double.NegativeInfinity,
                HighestPressure = double.PositiveInfinity,
                HighestCapacity = double.PositiveInfinity,
            };
            long start = Stopwatch.GetTimestamp();
            new CyclerLoop<TMachine, TState, T>(in model, facts, new Ledger(false), LoopSettings.Default).Run(
                [5, cycles],
                CancellationToken.None
            );
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private sealed class NoImports : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
