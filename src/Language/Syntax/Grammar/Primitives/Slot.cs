using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>When a slot of a node has to be filled.</summary>
internal enum Need : byte
{
    Required,
    Optional,

    /// <summary>Never filled in this form of the node.</summary>
    Absent,

    /// <summary>The end of the statement.</summary>
    End,

    /// <summary>Required if another slot is filled, else absent: the value behind a colon.</summary>
    RequiredIf,

    /// <summary>Optional if another slot is filled, else absent.</summary>
    OptionalIf,
}

/// <summary>
/// One slot of a node: what fills it, told from its first token, and what stands there when the text has nothing.
/// </summary>
internal sealed class Slot
{
    private GreenNode? _reported;

    private Slot(Need need, TokenSet first, Parser<GreenToken, GreenNode?>? parser, GreenNode? placeholder)
    {
        Need = need;
        First = first;
        Parser = parser;
        Placeholder = placeholder;
    }

    public Need Need { get; private init; }

    public TokenSet First { get; }

    /// <summary>What reads the slot; null for a single token.</summary>
    public Parser<GreenToken, GreenNode?>? Parser { get; }

    /// <summary>What stands for a required piece that is missing.</summary>
    public GreenNode? Placeholder { get; }

    /// <summary>The slot on which this one depends.</summary>
    public int Depends { get; private init; }

    public bool IsBlock => Placeholder is { Kind: SyntaxKind.Block };

    /// <summary>The slot begins with a brace, which is looked for further on in the statement.</summary>
    public bool OpensBlock => IsBlock || Placeholder is { Kind: SyntaxKind.OpenBrace };

    private string What { get; init; } = "something";

    private string? Example { get; init; }

    public static Slot End { get; } =
        new(Need.End, new(SyntaxKind.StatementEnd), null, Placeholders.StatementEnd);

    public static Slot Absent { get; } = new(Need.Absent, default, null, null);

    public static Slot Token(SyntaxKind kind, string? example = null) =>
        new(Need.Required, new(kind), null, Placeholders.Token(kind))
        {
            What = SyntaxFacts.TextOf(kind) is { } text ? $"`{text}`" : "a word",
            Example = example,
        };

    /// <summary>A reserved word or another token that a sentence needs at this place.</summary>
    public static Slot Token(SyntaxKind kind, string what, string? example) =>
        new(Need.Required, new(kind), null, Placeholders.Token(kind)) { What = what, Example = example };

    public static Slot Token(TokenSet kinds, string what, string? example) =>
        new(Need.Required, kinds, null, Placeholders.Name) { What = what, Example = example };

    public static Slot Optional(params SyntaxKind[] kinds) => new(Need.Optional, new(kinds), null, null);

    public static Slot Optional(TokenSet kinds) => new(Need.Optional, kinds, null, null);

    public static Slot Optional(TokenSet first, Parser<GreenToken, GreenNode?> parser) =>
        new(Need.Optional, first, parser, null);

    public static Slot Required(
        TokenSet first,
        Parser<GreenToken, GreenNode?> parser,
        GreenNode placeholder,
        string what,
        string? example = null
    ) => new(Need.Required, first, parser, placeholder) { What = what, Example = example };

    public static Slot Value(
        TokenSet first,
        Parser<GreenToken, GreenNode?> parser,
        string what,
        string? example = null
    ) => Required(first, parser, Placeholders.Value, what, example);

    /// <summary>The same slot, filled only if that other one was filled from the text.</summary>
    public Slot If(int slot) =>
        new(Need == Need.Optional ? Need.OptionalIf : Need.RequiredIf, First, Parser, Placeholder)
        {
            What = What,
            Example = Example,
            Depends = slot,
        };

    /// <summary>The placeholder that says what is missing, made once.</summary>
    public GreenNode? Reported() =>
        _reported ??= Placeholder is null
            ? null
            : Placeholders.With(Placeholder, Rules.Missing(What, Example));
}
