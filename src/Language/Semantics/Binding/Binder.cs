using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What the text around a piece is, where that decides what a name or a verb means.</summary>
internal enum Place
{
    /// <summary>Values of properties, parameters and the like.</summary>
    Values,
    Route,
    Protocol,
    Experiment,
}

/// <summary>
/// Gives one declaration its meaning, from the leaves up. Findings are collected, never thrown; a piece with a finding
/// becomes a <see cref="BoundError"/>, which fits everywhere, so that nothing is reported as a consequence.
/// </summary>
internal sealed partial class Binder
{
    private readonly FileBinder _fileBinder;
    private readonly SourceFile _file;
    private readonly FileNames _names;
    private readonly DeclarationSymbol _owner;
    private readonly Scratch _scratch = Scratch.Rent();
    private readonly LocalScope _locals;
    private readonly List<NameReference> _references;
    private List<Diagnostic>? _diagnostics;
    private List<OpenPoint>? _openPoints;
    private readonly Place _place;

    public Binder(FileBinder fileBinder, DeclarationSymbol owner)
    {
        _fileBinder = fileBinder;
        _file = fileBinder.File;
        _names = _file.Names;
        _owner = owner;
        _locals = _scratch.Locals;
        _references = _scratch.References;
        _place = owner switch
        {
            RouteSymbol => Place.Route,
            ProtocolSymbol => Place.Protocol,
            ExperimentSymbol => Place.Experiment,
            _ => Place.Values,
        };
    }

    private void Report(Diagnostic diagnostic) => (_diagnostics ??= []).Add(diagnostic);

    private BoundError Fail(SyntaxNode syntax, Diagnostic diagnostic)
    {
        Report(diagnostic);
        return new(syntax);
    }

    private void Open(OpenPoint point) => (_openPoints ??= []).Add(point);

    private void Refer(TextSpan span, Symbol symbol) => _references.Add(new(span, symbol));

    private Location At(TextSpan span) => new(_file.Source, span);

    private BoundHole Hole(
        SyntaxNode syntax,
        CellType? expected,
        HoleOrigin origin,
        string? what,
        Location? at = null
    )
    {
        Open(new(at ?? syntax.Location, null, null, what ?? _what));
        return new(syntax, expected ?? HoleType.Instance, origin);
    }

    /// <summary>The name of the parameter or property whose value is being bound, for open points.</summary>
    private string? _what;

    private static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] == '"')
            text = text[1..];
        if (text.Length > 0 && text[^1] == '"')
            text = text[..^1];
        return text.Contains('\\')
            ? text.ToString()
                .Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\\\", "\\", StringComparison.Ordinal)
            : text.ToString();
    }
}
