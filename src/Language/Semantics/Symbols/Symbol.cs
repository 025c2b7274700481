using CellDsl.Language.Diagnostics;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>Something that has a name.</summary>
public abstract class Symbol(string name, Location location)
{
    public string Name { get; } = name;

    /// <summary>Where the name is written.</summary>
    public Location Location { get; } = location;

    /// <summary>The documentation comment in Markdown, or null.</summary>
    public virtual string? Documentation => null;

    /// <summary>Whether files that import this one can use the name.</summary>
    public virtual bool IsPublic => false;

    /// <summary>What it is, in words: <c>the route `milled`</c>.</summary>
    public abstract string Description { get; }

    public override string ToString() => Description;
}
