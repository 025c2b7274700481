using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>A piece of the meaning, with the text it comes from.</summary>
public abstract record BoundNode(SyntaxNode Syntax)
{
    public Location Location => Syntax.Location;
}

/// <summary>Something with a value.</summary>
public abstract record BoundExpression(SyntaxNode Syntax, CellType Type) : BoundNode(Syntax)
{
    /// <summary>The value behind <c>assumed</c> and brackets: itself for everything else.</summary>
    public virtual BoundExpression Bare => this;
}

/// <summary>Something that is done or said in a body.</summary>
public abstract record BoundStatement(SyntaxNode Syntax) : BoundNode(Syntax)
{
    /// <summary>The blocks right inside it, in text order.</summary>
    public virtual ImmutableArray<BoundBlock> Blocks => [];
}
