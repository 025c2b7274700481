using CellDsl.Debugger.Conditions;

namespace CellDsl.Debugger.Session;

/// <summary>A step of a machine, or one of its ends.</summary>
/// <param name="End">Index into the step's ends; -1 for the step itself.</param>
internal readonly record struct StopTarget(int Machine, int Step, int End);

/// <summary>What the editor set, and what of the program it means.</summary>
/// <param name="Targets">With the condition under which each stops, null for always; none where it means nothing.</param>
/// <param name="Message">What is wrong with it, or null.</param>
/// <param name="Log">Text to print instead of stopping, with expressions in braces, or null.</param>
internal sealed record Breakpoint(
    int Id,
    IReadOnlyDictionary<StopTarget, WatchedExpression?> Targets,
    BreakpointPlace? Place,
    string? Message,
    string? Log
)
{
    public bool IsVerified => Targets.Count > 0 && Message is null;
}

/// <summary>Where a breakpoint came to lie, one-based.</summary>
internal sealed record BreakpointPlace(int Line, int Column, int EndLine, int EndColumn);
