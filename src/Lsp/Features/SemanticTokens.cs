using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>What every word is, for colouring: five numbers per token, relative to the token before.</summary>
public static class SemanticTokens
{
    public static SemanticTokensLegend Legend { get; } =
        new(
            [
                "keyword",
                "comment",
                "string",
                "number",
                "operator",
                "type",
                "class",
                "enumMember",
                "function",
                "method",
                "variable",
                "parameter",
                "property",
                "event",
                "unit",
                "formula",
            ],
            ["declaration", "documentation", "defaultLibrary", "readonly"]
        );

    private enum TokenType
    {
        Keyword,
        Comment,
        String,
        Number,
        Operator,
        Type,
        Class,
        EnumMember,
        Function,
        Method,
        Variable,
        Parameter,
        Property,
        Event,
        Unit,
        Formula,
    }

    [Flags]
    private enum Modifiers
    {
        None = 0,
        Declaration = 1,
        Documentation = 2,
        DefaultLibrary = 4,
    }

    public static IReadOnlyList<int> Of(Document document) =>
        Of(document, new TextSpan(0, document.Source.Length));

    /// <summary>The tokens that begin in a stretch of the text.</summary>
    public static IReadOnlyList<int> Of(Document document, TextSpan within)
    {
        var data = new List<int>();
        var previous = new Position(0, 0);
        var names = SymbolIndex.Of(document.File).All;
        int next = 0;
        foreach (var token in SyntaxDump.TokensOf(document.Tree.Root))
        {
            if (token.FullSpan.End < within.Start || token.Position > within.End)
                continue;
            AddComments(token.Position, token.Green?.LeadingWidth ?? 0, token.LeadingTrivia());
            while (next < names.Count && names[next].Span.End <= token.Span.Start)
                next++;
            var name =
                next < names.Count && names[next].Span.Start == token.Span.Start ? names[next] : default;
            if (token.Span.Length > 0 && Classify(token, name) is { } kind)
                Add(token.Span, kind.Type, kind.Modifiers);
            AddComments(token.Span.End, token.Green?.TrailingWidth ?? 0, token.TrailingTrivia());
        }
        return data;

        void AddComments(int start, int width, IReadOnlyList<SyntaxTrivia> trivia)
        {
            if (width == 0)
                return;
            foreach (var piece in trivia)
            {
                if (piece.Kind == SyntaxKind.CommentTrivia)
                    Add(piece.Span, TokenType.Comment, Modifiers.None);
                else if (piece.Kind == SyntaxKind.DocumentationTrivia)
                    Add(piece.Span, TokenType.Comment, Modifiers.Documentation);
            }
        }

        void Add(TextSpan span, TokenType type, Modifiers modifiers)
        {
            if (span.Start < within.Start || span.Start > within.End)
                return;
            var start = document.PositionOf(span.Start);
            var end = document.PositionOf(span.End);
            if (start.Line != end.Line)
                return;
            int lines = start.Line - previous.Line;
            data.Add(lines);
            data.Add(lines == 0 ? start.Character - previous.Character : start.Character);
            data.Add(end.Character - start.Character);
            data.Add((int)type);
            data.Add((int)modifiers);
            previous = start;
        }
    }

    /// <summary>The one edit that leads from old tokens to new ones.</summary>
    public static SemanticTokensEdit Difference(IReadOnlyList<int> old, IReadOnlyList<int> now)
    {
        int start = 0;
        int most = Math.Min(old.Count, now.Count);
        while (start < most && old[start] == now[start])
            start++;
        int tail = 0;
        while (tail < most - start && old[old.Count - 1 - tail] == now[now.Count - 1 - tail])
            tail++;
        return new(start, old.Count - start - tail, [.. now.Skip(start).Take(now.Count - start - tail)]);
    }

    private static (TokenType Type, Modifiers Modifiers)? Classify(SyntaxToken token, Occurrence name)
    {
        switch (token.Kind)
        {
            case SyntaxKind.Number:
                return (TokenType.Number, Modifiers.None);
            case SyntaxKind.Unit:
                return (TokenType.Unit, Modifiers.None);
            case SyntaxKind.String:
                return (TokenType.String, Modifiers.None);
            case SyntaxKind.FormulaText:
                return (TokenType.Formula, Modifiers.None);
        }
        if (name.Symbol is { } symbol)
        {
            var modifiers = name.IsDeclaration ? Modifiers.Declaration : Modifiers.None;
            if (StandardFiles.IsStandard(symbol.Location.Source))
                modifiers |= Modifiers.DefaultLibrary;
            return (TypeOf(symbol), modifiers);
        }
        if (token.Kind is SyntaxKind.Name or SyntaxKind.DeclarationWord)
        {
            return token.Parent switch
            {
                DeclarationSyntax => (TokenType.Keyword, Modifiers.None),
                PropertyStatementSyntax or ArgumentSyntax => (TokenType.Property, Modifiers.None),
                ParameterSyntax parameter when parameter.Mode.Span == token.Span => (
                    TokenType.Keyword,
                    Modifiers.None
                ),
                NameExpressionSyntax { Parent: ParameterSyntax } => (TokenType.Type, Modifiers.None),
                PhraseSyntax => (TokenType.Function, Modifiers.None),
                MemberAccessSyntax => (TokenType.Property, Modifiers.None),
                _ => (TokenType.Variable, Modifiers.None),
            };
        }
        if (SyntaxFacts.IsWord(token.Kind))
            return (TokenType.Keyword, Modifiers.None);
        return token.Kind is >= SyntaxKind.DotDot and <= SyntaxKind.Caret
            ? (TokenType.Operator, Modifiers.None)
            : null;
    }

    private static TokenType TypeOf(Symbol symbol) =>
        symbol switch
        {
            OperationSymbol => TokenType.Function,
            RouteSymbol or ProtocolSymbol => TokenType.Method,
            CellSymbol or ElectrodeSymbol or ExperimentSymbol or LabSymbol or ClassSymbol or SchemaSymbol =>
                TokenType.Class,
            FormSymbol => TokenType.Type,
            DeclarationSymbol => TokenType.EnumMember,
            ParameterSymbol => TokenType.Parameter,
            PropertySymbol => TokenType.Property,
            LabelSymbol or EndSymbol => TokenType.Event,
            _ => TokenType.Variable,
        };
}
