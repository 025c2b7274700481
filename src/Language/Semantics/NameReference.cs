using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>A place where a name stands for a symbol.</summary>
public readonly record struct NameReference(TextSpan Span, Symbol Symbol);
