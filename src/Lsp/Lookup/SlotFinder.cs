using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Lsp.Lookup;

/// <summary>Finds what may be written at a cursor from the tokens before it.</summary>
public sealed class SlotFinder
{
    private readonly Cursor _cursor;
    private readonly SourceFile _file;

    private SlotFinder(Cursor cursor)
    {
        _cursor = cursor;
        _file = cursor.Document.File;
        Place = Place.At(cursor.Document, cursor.Position);
    }

    /// <summary>The block around the cursor.</summary>
    public Place Place { get; }

    public static (Slot Slot, Place Place) At(Cursor cursor)
    {
        var finder = new SlotFinder(cursor);
        return (finder.Find(), finder.Place);
    }

    private Slot Find()
    {
        var left = _cursor.Left;
        switch (_cursor.Word.Kind)
        {
            case SyntaxKind.Unit:
                int number = Math.Max(0, left.Count - 1);
                return new(SlotKind.Unit, At(left, number).Type);
            case SyntaxKind.Number:
                return Slot.Nothing;
            case SyntaxKind.FormulaText:
                return new(SlotKind.Formula);
            case SyntaxKind.String:
                return left is [{ Kind: SyntaxKind.ImportKeyword }] ? new(SlotKind.Import) : Slot.Nothing;
        }
        if (left.Count > 0 && left[^1].Kind == SyntaxKind.Number)
            return new(SlotKind.Unit, At(left, left.Count - 1).Type);
        return At(left, left.Count);
    }

    /// <summary>What may stand behind the first tokens of the statement.</summary>
    private Slot At(IReadOnlyList<SyntaxToken> left, int count)
    {
        if (count == 0)
            return new(SlotKind.Statement);
        var last = left[count - 1];
        if (last.Kind == SyntaxKind.Dot && left[0].Kind != SyntaxKind.ImportKeyword)
            return new(SlotKind.Member);
        int open = OpenBracket(left, count);
        if (open >= 0 && InBrackets(left, open, count) is { } inside)
            return inside;
        if (last.Kind is SyntaxKind.AssumedKeyword or SyntaxKind.Minus or SyntaxKind.OpenParen)
            return At(left, count - 1);
        return AtHead(left, count) ?? AtOperator(left, count) ?? InPhrase(left, count);
    }

    private static int OpenBracket(IReadOnlyList<SyntaxToken> left, int count)
    {
        int depth = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            var kind = left[i].Kind;
            if (kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket)
                depth++;
            else if (kind is SyntaxKind.OpenParen or SyntaxKind.OpenBracket && --depth < 0)
                return i;
        }
        return -1;
    }

    /// <summary>Parameters of a declaration, arguments of a call, notes on a reagent, items of a list.</summary>
    private Slot? InBrackets(IReadOnlyList<SyntaxToken> left, int open, int count)
    {
        var last = left[count - 1];
        if (left[open].Kind == SyntaxKind.OpenBracket)
            return last.Kind is SyntaxKind.OpenBracket or SyntaxKind.Comma ? At(left, open) : null;
        int word = left[0].Kind == SyntaxKind.PublicKeyword ? 1 : 0;
        bool declares = left[word].Kind == SyntaxKind.DeclarationWord && open == word + 2;
        if (declares)
            return InParameters(left, open, count);
        if (open == 0 || !SyntaxFacts.IsWord(left[open - 1].Kind))
            return null;
        var callee = Vocabulary.Find(_file, left[open - 1].Text);
        bool starts = last.Kind is SyntaxKind.OpenParen or SyntaxKind.Comma;
        if (callee.OfType<MaterialSymbol>().FirstOrDefault() is { } material)
        {
            return starts ? new(SlotKind.Note, Callee: material)
                : last.Kind == SyntaxKind.Colon ? new(SlotKind.Value, NoteType(left[count - 2].Text))
                : null;
        }
        var called = callee.FirstOrDefault(each => each is not (TermSymbol or SchemaSymbol));
        if (called is null)
            return starts ? new(SlotKind.Value) : null;
        if (last.Kind == SyntaxKind.Colon)
        {
            var named = called.FindParameter(left[count - 2].Text);
            return new(SlotKind.Value, named?.Type, Callee: called, Parameter: named);
        }
        if (!starts)
            return null;
        int index = 0;
        for (int i = open + 1; i < count; i++)
            index += left[i].Kind == SyntaxKind.Comma ? 1 : 0;
        var parameter = index < called.Parameters.Length ? called.Parameters[index] : null;
        return new(SlotKind.Argument, parameter?.Type, Callee: called, Parameter: parameter);
    }

    private CellType? NoteType(string name) => Vocabulary.SchemaOf(_file, "portion")?.Find(name)?.Type;

    private static Slot InParameters(IReadOnlyList<SyntaxToken> left, int open, int count)
    {
        int start = count - 1;
        while (start > open && left[start].Kind is not SyntaxKind.Comma)
            start--;
        SyntaxToken type = default;
        for (int i = start + 1; i < count; i++)
        {
            if (left[i - 1].Kind == SyntaxKind.Colon)
                type = left[i];
        }
        return left[count - 1].Kind switch
        {
            SyntaxKind.Colon => new(SlotKind.TypeName),
            SyntaxKind.EqualsSign or SyntaxKind.InPreposition or SyntaxKind.DotDot when type.IsPresent => new(
                SlotKind.Value,
                TypeOf(type.Text)
            ),
            SyntaxKind.Name when left[count - 1].Text is "takes" or "draws" or "inspects" or "occupies" =>
                new(SlotKind.TypeName),
            _ => Slot.Nothing,
        };
    }

    private static QuantityType? TypeOf(string name) =>
        Kinds.TryFind(name, out var kind) ? QuantityType.Of(kind) : null;

    /// <summary>What follows from the word that the statement begins with.</summary>
    private Slot? AtHead(IReadOnlyList<SyntaxToken> left, int count)
    {
        var first = left[0];
        var last = left[count - 1];
        switch (first.Kind)
        {
            case SyntaxKind.ImportKeyword:
                return new(SlotKind.Import);
            case SyntaxKind.EditionKeyword or SyntaxKind.StopKeyword:
                return Slot.Nothing;
            case SyntaxKind.AllowKeyword:
                return count == 1 ? new(SlotKind.Code) : Slot.Nothing;
            case SyntaxKind.WhenKeyword:
                return count == 1 ? new(SlotKind.EndName) : Slot.Nothing;
            case SyntaxKind.BreakKeyword:
                return count == 1 ? new(SlotKind.Label) : Slot.Nothing;
            case SyntaxKind.BeforeKeyword:
                return count == 1 ? new(SlotKind.Label) : Slot.Nothing;
            case SyntaxKind.PublicKeyword
            or SyntaxKind.DeclarationWord when DeclarationWordIn(left, count) is { } word:
                return InDeclaration(left, count, word);
            case SyntaxKind.RecordKeyword:
                return last.Kind is SyntaxKind.EveryKeyword or SyntaxKind.OrKeyword
                    ? new(SlotKind.Value, QuantityType.Time)
                    : Slot.Nothing;
            case SyntaxKind.RepeatKeyword when count == 1:
                return new(SlotKind.Value, QuantityType.Count);
            case SyntaxKind.ReturnKeyword when count == 1:
                return new(SlotKind.RightSide);
        }
        if (count >= 2 && left[1].Kind == SyntaxKind.Colon && Place.Kind is PlaceKind.Ends)
            return count == 2 ? new(SlotKind.Condition) : null;
        bool isProperty = count >= 2 && left[1].Kind == SyntaxKind.Colon;
        if (isProperty && last.Kind is SyntaxKind.Colon or SyntaxKind.Comma or SyntaxKind.DotDot)
            return new(SlotKind.Value, PropertyType(first.Text));
        if (isProperty && last.Kind is SyntaxKind.BelowKeyword or SyntaxKind.AboveKeyword)
            return new(SlotKind.Value, PropertyType(first.Text));
        return null;
    }

    private static string? DeclarationWordIn(IReadOnlyList<SyntaxToken> left, int count)
    {
        int word = left[0].Kind == SyntaxKind.PublicKeyword ? 1 : 0;
        // A declaration word is a name like any other unless a name follows.
        return word + 1 < count && SyntaxFacts.IsWord(left[word + 1].Kind) ? left[word].Text : null;
    }

    private static Slot? InDeclaration(IReadOnlyList<SyntaxToken> left, int count, string word) =>
        left[count - 1].Kind switch
        {
            SyntaxKind.MakesKeyword => new(SlotKind.Yield),
            SyntaxKind.OnPreposition => new(SlotKind.Subject),
            SyntaxKind.Colon => new(SlotKind.Class),
            SyntaxKind.EqualsSign => new(SlotKind.RightSide),
            _ when word == DeclarationWords.Electrolyte => null,
            _ => Slot.Nothing,
        };

    private CellType? PropertyType(string name) =>
        Place.Schemas.Select(schema => schema.Find(name)?.Type).FirstOrDefault(type => type is not null);

    /// <summary>Behind an operator: something like what stands before it.</summary>
    private Slot? AtOperator(IReadOnlyList<SyntaxToken> left, int count)
    {
        var last = left[count - 1];
        switch (last.Kind)
        {
            case SyntaxKind.IfKeyword
            or SyntaxKind.WhileKeyword
            or SyntaxKind.UntilKeyword
            or SyntaxKind.AndKeyword
            or SyntaxKind.OrKeyword
            or SyntaxKind.NotKeyword
            or SyntaxKind.ExpectKeyword
            or SyntaxKind.WhereKeyword:
                return new(SlotKind.Condition);
            case SyntaxKind.EqualsSign when count == 2 || left[1].Kind == SyntaxKind.Comma:
                return new(SlotKind.RightSide);
            case SyntaxKind.Less
            or SyntaxKind.LessOrEqual
            or SyntaxKind.Greater
            or SyntaxKind.GreaterOrEqual
            or SyntaxKind.EqualsSign
            or SyntaxKind.NotEquals
            or SyntaxKind.WithinKeyword
            or SyntaxKind.DotDot
            or SyntaxKind.Plus:
                return new(SlotKind.Value, TypeBefore(left, count - 1));
            case SyntaxKind.MostKeyword or SyntaxKind.ThanKeyword or SyntaxKind.EveryKeyword:
                return new(SlotKind.Value, QuantityType.Time);
            case SyntaxKind.OfKeyword
            or SyntaxKind.VersusKeyword
            or SyntaxKind.LastKeyword
            or SyntaxKind.Star
            or SyntaxKind.Slash
            or SyntaxKind.BelowKeyword
            or SyntaxKind.AboveKeyword:
                return new(SlotKind.Value);
            case SyntaxKind.ForPreposition when IsInCondition(left, count - 1):
                return new(SlotKind.Value, QuantityType.Time);
            default:
                return null;
        }
    }

    private static bool IsInCondition(IReadOnlyList<SyntaxToken> left, int index)
    {
        for (int i = index - 1; i >= 0; i--)
        {
            if (left[i].Kind is SyntaxKind.UntilKeyword or SyntaxKind.IfKeyword or SyntaxKind.WhileKeyword)
                return true;
        }
        return index > 0 && left[index - 1].Kind == SyntaxKind.Colon;
    }

    /// <summary>The type of the word or unit that ends before an operator, as far as its name alone tells.</summary>
    private CellType? TypeBefore(IReadOnlyList<SyntaxToken> left, int index)
    {
        for (int i = index - 1; i >= 0; i--)
        {
            var token = left[i];
            switch (token.Kind)
            {
                case SyntaxKind.Unit:
                    return UnitTable.TryParse(token.Text, out var unit, out _)
                        ? QuantityType.Of(unit.Kind)
                        : null;
                case SyntaxKind.Name:
                    bool isMember = i > 0 && left[i - 1].Kind == SyntaxKind.Dot;
                    return isMember ? FigureType(token.Text) : NameType(token.Text);
                case SyntaxKind.Bar or SyntaxKind.CloseBracket or SyntaxKind.CloseParen:
                    continue;
                default:
                    return null;
            }
        }
        return null;
    }

    private static CellType? FigureType(string name) =>
        Vocabulary.Figures.FirstOrDefault(figure => figure.Name == name).Type;

    private CellType? NameType(string name) =>
        LocalNames
            .At(_file, _cursor.Position)
            .Where(symbol => symbol.Name == name)
            .Select(TypeOf)
            .LastOrDefault(type => type is not null)
        ?? Vocabulary.Measured.FirstOrDefault(each => each.Name == name).Type;

    /// <summary>What a local name stands for; null for a label or an end.</summary>
    public static CellType? TypeOf(Symbol symbol) =>
        symbol switch
        {
            ParameterSymbol parameter => parameter.Type,
            LocalSymbol local => local.Type,
            DeclarationSymbol declaration => declaration.ValueType,
            PropertySymbol property => property.Type,
            _ => null,
        };

    /// <summary>The operation whose phrase the cursor is in, and the parameter whose value it is writing.</summary>
    public static (OperationSymbol? Operation, ParameterSymbol? Parameter) PhraseAt(Cursor cursor)
    {
        var finder = new SlotFinder(cursor);
        int start = PhraseStart(cursor.Left, cursor.Left.Count);
        if (start >= cursor.Left.Count || finder.OperationOf(cursor.Left[start].Text) is not { } operation)
            return default;
        return (operation, LastGiven(cursor.Left, cursor.Left.Count, start, operation));
    }

    /// <summary>Where the last phrase of the statement begins: behind <c>=</c>, <c>return</c> or <c>then</c>.</summary>
    private static int PhraseStart(IReadOnlyList<SyntaxToken> left, int count)
    {
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            if (left[i].Kind is SyntaxKind.EqualsSign or SyntaxKind.ReturnKeyword or SyntaxKind.ThenKeyword)
                start = i + 1;
        }
        return start;
    }

    private static ParameterSymbol? LastGiven(
        IReadOnlyList<SyntaxToken> left,
        int count,
        int start,
        OperationSymbol operation
    )
    {
        string? preposition = null;
        for (int i = start + 1; i < count; i++)
        {
            if (SyntaxFacts.IsPreposition(left[i].Kind))
                preposition = left[i].Text;
        }
        return operation.Parameters.FirstOrDefault(each => each.Preposition == preposition);
    }

    private Slot InPhrase(IReadOnlyList<SyntaxToken> left, int count)
    {
        int start = PhraseStart(left, count);
        if (start >= count || OperationOf(left[start].Text) is not { } operation)
            return start > 0 && start == count ? new(SlotKind.RightSide) : new(SlotKind.Clause);
        if (start == count - 1)
            return new(SlotKind.Operand, operation.Parameters.FirstOrDefault()?.Type, operation);
        var last = left[count - 1].Kind;
        if (!SyntaxFacts.IsPreposition(last) && last is not (SyntaxKind.Comma or SyntaxKind.Colon))
            return new(SlotKind.Clause, null, operation);
        var parameter = LastGiven(left, count, start, operation);
        return new(SlotKind.Value, parameter?.Type, operation, Parameter: parameter);
    }

    private OperationSymbol? OperationOf(string verb)
    {
        var found = Vocabulary.Find(_file, verb).OfType<OperationSymbol>().ToList();
        return found.FirstOrDefault(operation => Fits(operation, Place)) ?? found.FirstOrDefault();
    }

    /// <summary>Whether an operation can be performed in a block.</summary>
    public static bool Fits(OperationSymbol operation, Place place) =>
        place.Kind switch
        {
            PlaceKind.Program => operation.Inside == place.Program,
            PlaceKind.Protocol => operation.Step is not null || operation.Effect is "run",
            PlaceKind.Experiment => operation.Effect is "run" or "measure" or "check",
            PlaceKind.Route => operation is { Step: null, Segment: null, Inside: null }
                && operation.Effect is not ("run" or "assemble"),
            PlaceKind.Properties => operation.Program == "assembly",
            _ => false,
        };
}
