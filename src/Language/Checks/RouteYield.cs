using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Checks;

/// <summary>Every way through a route that makes something returns it.</summary>
internal static class RouteYield
{
    public static void Check(RouteSymbol route, Action<Diagnostic> report)
    {
        if (LacksReturn(route))
            report(Rules.NoYieldAt(route.Location, route.Name, route.Header.Makes[0].Article));
    }

    public static bool LacksReturn(RouteSymbol route) =>
        route.Syntax.Body is { Green.HasProblems: false }
        && !route.Header.Makes.IsEmpty
        && !Returns(route.Body.Block);

    private static bool Returns(BoundBlock block)
    {
        foreach (var statement in block.Statements)
        {
            if (statement is BoundReturn)
                return true;
            if (
                statement is BoundIf { Else: { } otherwise } choice
                && Returns(choice.Then)
                && Returns(otherwise)
            )
                return true;
        }
        return false;
    }
}
