using CellDsl.Language.Diagnostics;

namespace CellDsl.Compiler.Exchange.Cells;

/// <param name="Text">A whole <c>.cell</c> file.</param>
/// <param name="Diagnostics">What the language cannot say of the program, at its place in the foreign file.</param>
public sealed record CellText(string Text, IReadOnlyList<Diagnostic> Diagnostics);
