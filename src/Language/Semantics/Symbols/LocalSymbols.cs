using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>What an operation does with the sample it is given.</summary>
public enum SampleMode
{
    /// <summary>Not a sample, or no mode written.</summary>
    None,

    /// <summary>Uses it up; what the operation yields is new.</summary>
    Takes,

    /// <summary>Uses up a part of it.</summary>
    Draws,

    /// <summary>Looks at it and leaves it.</summary>
    Inspects,

    /// <summary>Holds it for a while and gives it back.</summary>
    Occupies,
}

/// <summary>A parameter of a declaration.</summary>
public sealed class ParameterSymbol(
    string name,
    Location location,
    ParameterSyntax syntax,
    string? preposition,
    SampleMode mode,
    CellType type,
    BoundRange? range,
    BoundExpression? @default,
    bool isOptional
) : Symbol(name, location)
{
    public ParameterSyntax Syntax { get; } = syntax;

    /// <summary>The preposition that brings it (<c>at</c>, <c>for</c>); null for an operand or a call's argument.</summary>
    public string? Preposition { get; } = preposition;

    public SampleMode Mode { get; } = mode;

    public CellType Type { get; } = type;

    /// <summary>The range that arguments must lie in, or null.</summary>
    public BoundRange? Range { get; } = range;

    /// <summary>The value where an argument is left out; null without one, or with <c>= none</c>.</summary>
    public BoundExpression? Default { get; } = @default;

    /// <summary>True for <c>= none</c>: it may be absent and then means nothing, not a hole.</summary>
    public bool IsOptional { get; } = isOptional;

    public override string Description => $"the parameter `{Name}`";
}

/// <summary>A name that a statement binds: <c>powder = …</c>, or a <c>for</c> variable.</summary>
public sealed class LocalSymbol(string name, Location location, CellType type, bool isLoopVariable)
    : Symbol(name, location)
{
    public CellType Type { get; } = type;

    /// <summary>Bound by <c>for</c> rather than by <c>=</c>.</summary>
    public bool IsLoopVariable { get; } = isLoopVariable;

    public override string Description => $"the {(Type is SampleType ? "sample" : "name")} `{Name}`";
}

/// <summary>A loop's label: <c>as cycle</c>.</summary>
public sealed class LabelSymbol(string name, Location location) : Symbol(name, location)
{
    public override string Description => $"the loop `{Name}`";
}

/// <summary>A named end of a step: <c>overrun: capacity > …</c>.</summary>
public sealed class EndSymbol(string name, Location location) : Symbol(name, location)
{
    public override string Description => $"the end `{Name}`";
}

/// <summary>A property that a schema allows.</summary>
public sealed class PropertySymbol(
    string name,
    Location location,
    CellType type,
    Schema? block,
    string? documentation
) : Symbol(name, location)
{
    public CellType Type { get; } = type;

    /// <summary>What may stand in the block behind the value, or null where no block may.</summary>
    public Schema? Block { get; } = block;

    public override string? Documentation { get; } = documentation;

    public override string Description => $"the property `{Name}`";
}
