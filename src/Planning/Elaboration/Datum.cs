using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>What an expression of an experiment or a route comes to.</summary>
internal abstract record Datum
{
    /// <summary>Id of the assumption that it is, or null.</summary>
    public int? Assumption { get; init; }

    /// <summary>Where it was written: the literal or the name itself, however many parameters carried it on.</summary>
    public Location? At { get; init; }

    public PlanValue Plan =>
        Assumption is { } id && Written is not PlanValue.Assumed
            ? new PlanValue.Assumed(id, Written) { Source = Written.Source }
            : Written;

    /// <summary>How the plan writes it, the assumption aside.</summary>
    protected abstract PlanValue Written { get; }

    /// <summary>A number, a word, a range, a hole: all that is data already.</summary>
    public sealed record Known(PlanValue Value, Kind Kind = default) : Datum
    {
        protected override PlanValue Written => Value;
    }

    public sealed record OfSample(SampleState Sample) : Datum
    {
        protected override PlanValue Written => new PlanValue.Symbol(Sample.Id);
    }

    /// <summary>Something declared, with what is said of it on the spot.</summary>
    /// <param name="Notes">By name: excess, purity, concentration.</param>
    public sealed record OfEntity(DeclarationSymbol Symbol, ImmutableArray<(string Name, Datum Value)> Notes)
        : Datum
    {
        protected override PlanValue Written =>
            Notes.IsEmpty
                ? new PlanValue.Symbol(Symbol.Name)
                : new PlanValue.Group(
                    Symbol.Name,
                    [.. Notes.Select(note => new PlanProperty(note.Name, note.Value.Plan))]
                );
    }

    /// <summary><c>5 g of LTVO</c></summary>
    public sealed record OfAmount(Datum Amount, Datum Material) : Datum
    {
        protected override PlanValue Written =>
            new PlanValue.Group("of", [new("amount", Amount.Plan), new("material", Material.Plan)]);
    }

    /// <param name="Shares">One for each part; empty where none are stated.</param>
    public sealed record OfMixture(
        ImmutableArray<Datum> Parts,
        ImmutableArray<PlanValue> Shares,
        MixtureBasis? Basis
    ) : Datum
    {
        protected override PlanValue Written =>
            new PlanValue.Mixture(
                [
                    .. Parts.Select(
                        (part, i) =>
                            new PlanProperty(
                                NameOf(part),
                                Shares.IsEmpty ? new PlanValue.Symbol("") : Shares[i]
                            )
                    ),
                ],
                Basis switch
                {
                    MixtureBasis.Mass => "mass",
                    MixtureBasis.Amount => "mol",
                    MixtureBasis.Volume => "volume",
                    _ => "",
                }
            );

        private static string NameOf(Datum part) =>
            part switch
            {
                OfSample sample => sample.Sample.Id,
                OfEntity entity => entity.Symbol.Name,
                _ => part.Plan.Bare is PlanValue.Symbol symbol ? symbol.Name : "",
            };
    }

    public sealed record OfList(ImmutableArray<Datum> Items) : Datum
    {
        protected override PlanValue Written => new PlanValue.Sequence([.. Items.Select(item => item.Plan)]);
    }

    /// <summary>A cell that is yet to be built, or a protocol that is yet to be run, with its arguments.</summary>
    public sealed record OfCall(BoundCall? Call, DeclarationSymbol Callee, Frame Arguments) : Datum
    {
        protected override PlanValue Written =>
            new PlanValue.Group(
                Callee.Name,
                [
                    .. Callee
                        .Parameters.Select(parameter => (parameter.Name, Value: Arguments.Find(parameter)))
                        .Where(pair => pair.Value is not null)
                        .Select(pair => new PlanProperty(
                            pair.Name,
                            pair.Value?.Plan ?? new PlanValue.Symbol("")
                        )),
                ]
            );
    }

    /// <summary>The items of a list, or the value alone.</summary>
    public IEnumerable<Datum> Flattened => this is OfList list ? list.Items : [this];

    /// <summary>The number in SI where it is known, assumed or not.</summary>
    public Rational? Si => (this as Known)?.Value.Si;
}

/// <summary>What the names of one body stand for.</summary>
internal sealed class Frame(Frame? outer = null)
{
    private readonly Dictionary<Symbol, Datum> _values = new(ReferenceEqualityComparer.Instance);

    public Datum? Find(Symbol symbol) =>
        _values.TryGetValue(symbol, out var value) ? value : outer?.Find(symbol);

    public void Bind(Symbol symbol, Datum value) => _values[symbol] = value;
}
