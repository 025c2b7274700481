using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// What the text implies: kinds of names, capacities of materials and, once a plan is made, masses to weigh, currents
/// and durations.
/// </summary>
public static class InlayHints
{
    private const int TypeHint = 1;
    private const int ParameterHint = 2;

    public static IReadOnlyList<InlayHint> Of(Document document, TextSpan within, InlayHintSettings settings)
    {
        var found = new List<(int Position, string Label, int Kind, string? Tooltip)>();
        if (settings.Kinds)
            AddKinds(document, within, found);
        foreach (var hint in PlanHints.Of(document, settings))
        {
            if (within.Contains(hint.Position) || within.End == hint.Position)
                found.Add((hint.Position, hint.Label, ParameterHint, hint.Tooltip));
        }
        return
        [
            .. found
                .OrderBy(hint => hint.Position)
                .Select(hint => new InlayHint(
                    document.PositionOf(hint.Position),
                    hint.Label,
                    hint.Kind,
                    hint.Tooltip is null ? null : MarkupContent.Markdown(hint.Tooltip)
                )),
        ];
    }

    private static void AddKinds(
        Document document,
        TextSpan within,
        List<(int Position, string Label, int Kind, string? Tooltip)> found
    )
    {
        foreach (var declaration in document.File.Declarations)
        {
            var span = declaration.Syntax.Span;
            if (span.End < within.Start || span.Start > within.End)
                continue;
            foreach (var parameter in declaration.Parameters)
            {
                if (parameter.Syntax.Type is null)
                    Add(parameter.Location.Span.End, $": {Describe.Words(parameter.Type)}", null);
            }
            foreach (var statement in BoundWalker.Statements(declaration.Body.Block))
            {
                foreach (var local in SymbolIndex.DeclaredBy(statement).OfType<LocalSymbol>())
                {
                    if (local.Type is not (ErrorType or AnyType or HoleType))
                        Add(
                            local.Location.Span.End,
                            $": {Describe.Words(local.Type).Replace("`", "", StringComparison.Ordinal)}",
                            null
                        );
                }
            }
            if (declaration is MaterialSymbol material)
                AddCapacity(material);
        }

        void AddCapacity(MaterialSymbol material)
        {
            if (
                SymbolFacts.CapacityOf(material) is { } capacity
                && material.Properties.Find("redox") is { } redox
            )
            {
                Add(
                    redox.Syntax.Span.End,
                    $"{capacity.Specific.ToDecimalString(4)} mAh/g",
                    string.Join("\n", SymbolFacts.Of(material).Select(fact => $"- {fact}"))
                );
            }
        }

        void Add(int position, string label, string? tooltip)
        {
            if (position >= within.Start && position <= within.End)
                found.Add((position, label, TypeHint, tooltip));
        }
    }
}
