using System.Buffers;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Debugger.Conditions;

/// <summary>
/// Binds what a person types into the debugger by the language's own rules: the expression is written into the procedure
/// right before a step, as the condition of an <c>if</c> whose body stops, and taken back out of the machine that comes of
/// it. Names, units and results mean there what they mean in the file, and errors are the compiler's own.
/// </summary>
internal sealed class ExpressionBinder(Debuggee debuggee)
{
    private const string Marker = "stopped by the debugger";

    private static readonly SearchValues<char> Comparisons = SearchValues.Create("<>=≤≥≠");

    private readonly Dictionary<(int Machine, int Step, string Text), WatchedExpression> _known = [];

    /// <summary>A condition such as <c>voltage > 3.9 V</c>.</summary>
    /// <exception cref="DebugException">The compiler's words on what is wrong with it.</exception>
    public WatchedExpression Condition(int machine, int step, string text) =>
        Known(machine, step, text, isCondition: true);

    /// <summary>A number such as <c>voltage</c> or <c>cycle.discharge.capacity</c>, or a condition.</summary>
    /// <inheritdoc cref="Condition"/>
    public WatchedExpression Value(int machine, int step, string text)
    {
        try
        {
            return Known(machine, step, text, isCondition: false);
        }
        catch (DebugException) when (text.AsSpan().ContainsAny(Comparisons) || Words(text).Any(IsLogical))
        {
            return Condition(machine, step, text);
        }
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsLogical(string word) => word is "within" or "not" or "and" or "or" or "in";

    private WatchedExpression Known(int machine, int step, string text, bool isCondition)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var key = (machine, step, isCondition ? $"if {text}" : text);
        if (!_known.TryGetValue(key, out var watched))
            _known[key] = watched = Bind(machine, step, text, isCondition);
        return watched;
    }

    private WatchedExpression Bind(int machine, int step, string text, bool isCondition)
    {
        var running = debuggee.MachineOf(machine);
        var place = running.Steps[step].Source;
        var source =
            debuggee.SourceOf(place.Path)
            ?? throw new DebugException(
                $"`{place.Path}` belongs to the standard vocabulary: nothing can be bound there."
            );
        int at = StatementStart(source, source.OffsetAt(new(place.Line - 1, place.Column - 1)));
        string head = $"if {text}{(isCondition ? "" : " > 0")} ";
        string inserted = $$"""{{head}}{ stop "{{Marker}}" }; """;
        var changed = new SourceText(source.Path, source.Text.Insert(at, inserted));
        var compilation = Recompile(source, changed);
        var own = new TextSpan(at, inserted.Length);
        Refuse(compilation.Diagnostics, changed, own);
        var planned = Planner.Plan(compilation);
        Refuse(planned.Diagnostics, changed, own);
        if (machine >= planned.Machines.Length || !Continues(running, planned.Machines[machine]))
            throw Unbindable(text);
        var lowered = planned.Machines[machine];
        var condition = ConditionFor(running, step, lowered) ?? throw Unbindable(text);
        var (proofs, code) = Split(condition);
        if (ExpressionTree.Walk(code).Concat(proofs.SelectMany(ExpressionTree.Walk)).Any(NeedsPast))
            throw new DebugException(
                $"`{text}` asks for what has been for some time, which only an end of a step can: compare the present value."
            );
        if (isCondition)
            return new(text, proofs, code, lowered.Slots, null);
        if (code is not MachineExpression.Compared { Left: var value })
            throw Unbindable(text);
        return new(text, proofs, value, lowered.Slots, UnitOf(compilation, changed, at));
    }

    private static bool NeedsPast(MachineExpression part) =>
        part is MachineExpression.Sustained or MachineExpression.Windowed;

    private static DebugException Unbindable(string text) =>
        new($"`{text}` cannot be looked at here: this run does not keep what it asks for.");

    /// <summary>Where the statement begins whose step stands at an offset: a step may come after a <c>then</c>.</summary>
    private int StatementStart(SourceText source, int offset) =>
        debuggee
            .Compilation.Files.First(file => ReferenceEquals(file.Source, source))
            .Declarations.OfType<ProtocolSymbol>()
            .SelectMany(protocol => BoundWalker.Statements(protocol.Body.Block))
            .Select(statement => statement.Syntax.Span)
            .LastOrDefault(span => span.Contains(offset), new(offset, 0))
            .Start;

    private Compilation Recompile(SourceText source, SourceText changed)
    {
        var old = debuggee.Compilation;
        return Compilation.Create(
            [.. old.Roots.Select(root => ReferenceEquals(root.Source, source) ? changed : root.Source)],
            new Overlay(debuggee.Resolver, changed),
            old
        );
    }

    private static void Refuse(IEnumerable<Diagnostic> found, SourceText changed, TextSpan own)
    {
        var error = found.FirstOrDefault(each => each.Rule.Severity == Severity.Error);
        if (error is null)
            return;
        bool isHere =
            error.Location.Source.Path == changed.Path
            && error.Location.Span.Start <= own.End
            && error.Location.Span.End >= own.Start;
        string place = isHere ? "" : $" ({error.Location.Source.Path}:{error.Location.Start.Line + 1})";
        string[] more = [.. error.Notes, .. error.Help is { } help ? [help] : Array.Empty<string>()];
        throw new DebugException(string.Join("; ", more.Prepend($"{error.Message}{place}")));
    }

    /// <summary>Whether a machine is the running one with more slots: then equal names are equal slots.</summary>
    private static bool Continues(Machine running, Machine lowered)
    {
        if (lowered.Steps.Count != running.Steps.Count || lowered.Parameters != running.Parameters)
            return false;
        int met = 0;
        foreach (var slot in lowered.Slots)
        {
            if (met < running.Slots.Count && slot == running.Slots[met])
                met++;
        }
        return met == running.Slots.Count;
    }

    /// <summary>
    /// The condition of the inserted <c>if</c> that belongs to a step. A protocol that is run from several places is in the
    /// machine as often, each time with its own.
    /// </summary>
    private static MachineExpression? ConditionFor(Machine running, int step, Machine lowered)
    {
        var stops = Enumerable
            .Range(0, lowered.Blocks.Count)
            .Where(block =>
                lowered.Blocks[block].Exit is MachineExit.Stop stop
                && lowered.StopReasons[stop.Reason] == Marker
            )
            .ToHashSet();
        var conditions = lowered
            .Blocks.Select(block => block.Exit)
            .OfType<MachineExit.Branch>()
            .Where(branch => stops.Contains(branch.Then))
            .Select(branch => branch.Condition)
            .ToArray();
        int[] copies =
        [
            .. Enumerable
                .Range(0, running.Steps.Count)
                .Where(each => running.Steps[each].Source == running.Steps[step].Source),
        ];
        if (conditions.Length == 0 || copies.Length % conditions.Length != 0)
            return null;
        // A sweep from a stated start is two steps of one statement.
        int perCopy = copies.Length / conditions.Length;
        return conditions[Array.IndexOf(copies, step) / perCopy];
    }

    // A comparison with a result is lowered behind the proof that there is one.
    private static (IReadOnlyList<MachineExpression> Proofs, MachineExpression Code) Split(
        MachineExpression condition
    ) =>
        condition is MachineExpression.All { Operands: { Count: > 1 } operands }
            ? ([.. operands.Take(operands.Count - 1)], operands[^1])
            : ([], condition);

    private static string UnitOf(Compilation compilation, SourceText changed, int at)
    {
        var left = compilation
            .FileOf(changed)
            ?.Declarations.OfType<ProtocolSymbol>()
            .SelectMany(protocol => BoundWalker.Statements(protocol.Body.Block))
            .OfType<BoundIf>()
            .Where(choice => choice.Syntax.Span.Start == at)
            .Select(choice => (choice.Condition.Bare as BoundRelation)?.Left.Type)
            .FirstOrDefault();
        return left is QuantityType { Kinds: var kinds }
            ? SiUnits.Of(kinds.FirstOrDefault(kind => kind.Dimension == Dimension.Current, kinds[0]))
            : "1";
    }

    private sealed class Overlay(ISourceResolver disk, SourceText changed) : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) =>
            disk.Resolve(importingPath, importPath) is { } found
                ? found.Path == changed.Path
                    ? changed
                    : found
                : null;
    }
}
