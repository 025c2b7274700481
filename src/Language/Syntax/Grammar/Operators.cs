namespace CellDsl.Language.Syntax.Grammar;

/// <summary>How tightly operators bind, loosest first.</summary>
internal enum Binding : byte
{
    None,
    Or,
    And,
    Not,
    Relation,
    Range,
    Sum,
    Product,
    Of,
}

/// <summary>The operator table of expressions.</summary>
internal static class Operators
{
    /// <summary>Binding by token kind where a value stands: <c>for</c> and <c>in</c> begin clauses.</summary>
    public static readonly Binding[] InValues = Table(inConditions: false);

    /// <summary>Binding by token kind where a condition stands: <c>for</c> sustains it and <c>in</c> compares.</summary>
    public static readonly Binding[] InConditions = Table(inConditions: true);

    private static Binding[] Table(bool inConditions)
    {
        var table = new Binding[256];
        table[(int)SyntaxKind.OrKeyword] = Binding.Or;
        table[(int)SyntaxKind.AndKeyword] = Binding.And;
        table[(int)SyntaxKind.EqualsSign] = Binding.Relation;
        table[(int)SyntaxKind.NotEquals] = Binding.Relation;
        table[(int)SyntaxKind.Less] = Binding.Relation;
        table[(int)SyntaxKind.LessOrEqual] = Binding.Relation;
        table[(int)SyntaxKind.Greater] = Binding.Relation;
        table[(int)SyntaxKind.GreaterOrEqual] = Binding.Relation;
        table[(int)SyntaxKind.WithinKeyword] = Binding.Relation;
        table[(int)SyntaxKind.DotDot] = Binding.Range;
        table[(int)SyntaxKind.Plus] = Binding.Sum;
        table[(int)SyntaxKind.Minus] = Binding.Sum;
        table[(int)SyntaxKind.Star] = Binding.Product;
        table[(int)SyntaxKind.Slash] = Binding.Product;
        table[(int)SyntaxKind.OfKeyword] = Binding.Of;
        if (inConditions)
        {
            table[(int)SyntaxKind.ForPreposition] = Binding.Relation;
            table[(int)SyntaxKind.InPreposition] = Binding.Relation;
        }
        return table;
    }
}
