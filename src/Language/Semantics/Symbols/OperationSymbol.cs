using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>
/// A verb. With <c>step:</c> it is a step of a protocol, with <c>segment:</c> a segment of the program that
/// <c>inside:</c> names, else an operation on samples.
/// </summary>
public sealed class OperationSymbol : DeclarationSymbol
{
    private Words? _words;

    private sealed record Words(
        string? Step,
        string? Effect,
        string? Segment,
        string? Inside,
        string? Program
    );

    internal OperationSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax, word, binder) { }

    /// <summary>The step primitive (<c>step: charge</c>), or null.</summary>
    public string? Step => Core.Step;

    /// <summary>What it does to samples (<c>effect: mix</c>), or null.</summary>
    public string? Effect => Core.Effect;

    /// <summary>The segment primitive (<c>segment: ramp</c>), or null.</summary>
    public string? Segment => Core.Segment;

    /// <summary>The program whose segment it is (<c>inside: temperature_program</c>), or null.</summary>
    public string? Inside => Core.Inside;

    /// <summary>The program that its block holds (<c>program: temperature_program</c>), or null.</summary>
    public string? Program => Core.Program;

    /// <summary>The class of instrument it needs (<c>instrument: furnace</c>), or null.</summary>
    public DeclarationSymbol? Instrument =>
        Properties.ValueOf("instrument")?.Bare is BoundEntity entity ? entity.Symbol : null;

    /// <summary>Other words for it, which are not understood but recognised (<c>also: eis, peis</c>).</summary>
    public IEnumerable<string> Also =>
        (Properties.Find("also")?.Values ?? [])
            .Select(value => value.Bare)
            .OfType<BoundWord>()
            .Select(word => word.Name);

    /// <summary>What it yields; <see cref="NothingType"/> without <c>makes</c>.</summary>
    public CellType Makes => Header.Makes is [var type, ..] ? type : NothingType.Instance;

    private Words Core =>
        _words ??= new(Read("step"), Read("effect"), Read("segment"), Read("inside"), Read("program"));

    private string? Read(string property) =>
        Properties.ValueOf(property)?.Bare switch
        {
            BoundEntity { Symbol: TermSymbol term } => term.Name,
            BoundWord word => word.Name,
            _ => null,
        };
}
