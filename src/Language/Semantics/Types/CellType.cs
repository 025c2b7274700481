namespace CellDsl.Language.Semantics.Types;

/// <summary>What an expression can stand for.</summary>
public abstract class CellType
{
    /// <summary>How a sentence says it: <c>a voltage</c>.</summary>
    public abstract string Article { get; }

    /// <summary>Whether a value of type <paramref name="given"/> can stand where this type is asked for.</summary>
    public bool Accepts(CellType given) =>
        given switch
        {
            ErrorType or HoleType or AnyType => true,
            UnionType union => union.Alternatives.Any(Accepts),
            _ => ReferenceEquals(this, given) || Takes(given),
        };

    private protected abstract bool Takes(CellType given);

    public override string ToString() => Article;
}

/// <summary>A type without parts, told apart by what it is alone.</summary>
public abstract class SimpleType(string article) : CellType
{
    public override string Article { get; } = article;

    private protected override bool Takes(CellType given) => given.GetType() == GetType();
}

/// <summary>True or false: a condition.</summary>
public sealed class BooleanType : SimpleType
{
    private BooleanType()
        : base("a condition") { }

    public static BooleanType Instance { get; } = new();
}

/// <summary>Words in quotes.</summary>
public sealed class TextType : SimpleType
{
    private TextType()
        : base("a text in quotes") { }

    public static TextType Instance { get; } = new();
}

/// <summary>A chemical formula.</summary>
public sealed class FormulaType : SimpleType
{
    private FormulaType()
        : base("a formula") { }

    public static FormulaType Instance { get; } = new();
}

/// <summary>A pair of oxidation states of one element.</summary>
public sealed class RedoxType : SimpleType
{
    private RedoxType()
        : base("a redox couple such as `V(III)/V(V)`") { }

    public static RedoxType Instance { get; } = new();
}

/// <summary>The name of something measured, as in <c>set temperature to …</c>.</summary>
public sealed class ObservableType : SimpleType
{
    private ObservableType()
        : base("the name of something measured") { }

    public static ObservableType Instance { get; } = new();
}

/// <summary>As a yield: of the form of the first sample that goes in.</summary>
public sealed class SameType : SimpleType
{
    private SameType()
        : base("a sample of the same form") { }

    public static SameType Instance { get; } = new();
}

/// <summary>A bare word that is not looked up.</summary>
public sealed class WordType : SimpleType
{
    private WordType()
        : base("a name") { }

    public static WordType Instance { get; } = new();
}

/// <summary>A phrase kept as written, such as a driver: <c>modbus "tcp://…"</c>.</summary>
public sealed class PhraseType : SimpleType
{
    private PhraseType()
        : base("a phrase") { }

    public static PhraseType Instance { get; } = new();
}

/// <summary>Nothing: a step that yields no value.</summary>
public sealed class NothingType : SimpleType
{
    private NothingType()
        : base("nothing") { }

    public static NothingType Instance { get; } = new();
}

/// <summary>Anything at all.</summary>
public sealed class AnyType : CellType
{
    private AnyType() { }

    public static AnyType Instance { get; } = new();

    public override string Article => "any value";

    private protected override bool Takes(CellType given) => true;
}

/// <summary>What <c>unspecified</c> is: it fits everything and stays open.</summary>
public sealed class HoleType : CellType
{
    private HoleType() { }

    public static HoleType Instance { get; } = new();

    public override string Article => "something unspecified";

    private protected override bool Takes(CellType given) => true;
}

/// <summary>What an expression with a reported error is: it fits everything, so that nothing is reported twice.</summary>
public sealed class ErrorType : CellType
{
    private ErrorType() { }

    public static ErrorType Instance { get; } = new();

    public override string Article => "an unknown value";

    private protected override bool Takes(CellType given) => true;
}
