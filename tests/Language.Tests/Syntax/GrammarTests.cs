using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>Sentences and the tree they stand for.</summary>
public class GrammarTests
{
    [Theory]
    [InlineData("5 V", SyntaxKind.QuantityExpression)]
    [InlineData("1 h 30 min", SyntaxKind.QuantityExpression)]
    [InlineData("2.00 ± 0.05 mg", SyntaxKind.QuantityExpression)]
    [InlineData("2.00 mg +/- 0.05 mg", SyntaxKind.QuantityExpression)]
    [InlineData("-10 °C", SyntaxKind.QuantityExpression)]
    [InlineData("−10 °C", SyntaxKind.QuantityExpression)]
    [InlineData("- rate", SyntaxKind.NegateExpression)]
    [InlineData("2C", SyntaxKind.QuantityExpression)]
    [InlineData("C/10", SyntaxKind.ProductExpression)]
    [InlineData("2 * programmed", SyntaxKind.ProductExpression)]
    [InlineData("n-1", SyntaxKind.SumExpression)]
    [InlineData("4.3 V vs Li", SyntaxKind.PostfixExpression)]
    [InlineData("x^2", SyntaxKind.PostfixExpression)]
    [InlineData("50 mA/g of active", SyntaxKind.OfExpression)]
    [InlineData("0.8 .. 4.4 V", SyntaxKind.RangeExpression)]
    [InlineData("assumed 25 °C .. 35 °C \"room\"", SyntaxKind.AssumedExpression)]
    [InlineData("[0.1, 1, 10, 100] mA", SyntaxKind.ListExpression)]
    [InlineData("[0.1,1,10]", SyntaxKind.ListExpression)]
    [InlineData("(280 rpm, 6 h)", SyntaxKind.ParenthesizedExpression)]
    [InlineData("|current|", SyntaxKind.AbsoluteExpression)]
    [InlineData("last charge", SyntaxKind.LastExpression)]
    [InlineData("unspecified", SyntaxKind.UnspecifiedExpression)]
    [InlineData("\"a \\\"b\\\"\"", SyntaxKind.TextExpression)]
    [InlineData("`LiFePO4`", SyntaxKind.FormulaExpression)]
    [InlineData("below 0.5 MPa", SyntaxKind.Bound)]
    [InlineData("at most 6 h", SyntaxKind.Bound)]
    [InlineData("0.5 MPa at 25 °C", SyntaxKind.PrepositionedExpression)]
    [InlineData("modbus \"tcp://127.0.0.1:1502\"", SyntaxKind.Phrase)]
    [InlineData("dissolve LiFSA (5.5 mol/L) in DMC", SyntaxKind.Phrase)]
    [InlineData("Li : In = unspecified by mol", SyntaxKind.MixtureExpression)]
    [InlineData("cycler_1[1 .. 8]", SyntaxKind.PostfixExpression)]
    [InlineData("no", SyntaxKind.NameExpression)]
    [InlineData("a < b or c", SyntaxKind.OrExpression)]
    public void A_value_is_read_as_what_it_is(string text, SyntaxKind kind) =>
        Assert.Equal(kind, Parsing.Value(text).Kind);

    [Theory]
    [InlineData("5 mA/cm² of area", "mA/cm²")]
    [InlineData("5 Ω·cm²", "Ω·cm²")]
    [InlineData("5 mL/min", "mL/min")]
    [InlineData("5 wt%", "wt%")]
    [InlineData("5 at%", "at%")]
    [InlineData("5 %", "%")]
    [InlineData("5 cm^2", "cm^2")]
    [InlineData("5 W/(m·K)", "W/(m·K)")]
    [InlineData("10min", "min")]
    [InlineData("5 in", null)]
    [InlineData("5 or 6", null)]
    [InlineData("5 / x", null)]
    public void A_unit_is_one_token(string text, string? unit)
    {
        var tokens = SyntaxDump.TokensOf(Parsing.Parse("x: " + text).Root);

        Assert.Equal(
            unit,
            tokens.FirstOrDefault(token => token.Kind == SyntaxKind.Unit).Green is null
                ? null
                : tokens.First(token => token.Kind == SyntaxKind.Unit).Text
        );
    }

    [Theory]
    [InlineData("formula: Li[8/7] Ti[2/7] V[4/7](III) O2 // why", "Li[8/7] Ti[2/7] V[4/7](III) O2")]
    [InlineData("formula: LiOH·H2O; x: 1", "LiOH·H2O")]
    [InlineData("formula: (NH4)2CO3 }", "(NH4)2CO3")]
    [InlineData("formula: `Li2O` { }", "`Li2O`")]
    public void A_formula_is_one_token(string text, string formula)
    {
        var tokens = SyntaxDump
            .TokensOf(Parsing.Parse("{ " + text).Root)
            .Concat(SyntaxDump.TokensOf(Parsing.Parse(text).Root));

        Assert.Equal(formula, tokens.First(token => token.Kind == SyntaxKind.FormulaText).Text);
    }

    [Theory]
    [InlineData("formula: unspecified")]
    [InlineData("formula: assumed X")]
    [InlineData("formula: Formula")]
    public void What_is_plainly_no_formula_is_not_read_as_one(string text) =>
        Assert.DoesNotContain(
            SyntaxDump.TokensOf(Parsing.Parse(text).Root),
            token => token.Kind == SyntaxKind.FormulaText
        );

    [Fact]
    public void A_phrase_has_its_parts_in_slots()
    {
        var phrase = Parsing
            .Statement<PhraseStatementSyntax>(
                "charge a, b at 5 A for x, y until v > 3 V or for 12 h, at most 6 h, no later than 10 min after mixing then hold at 4 V { z: 1 }"
            )
            .Phrase;

        Assert.Equal("charge", phrase.Verb.Text);
        Assert.Equal(2, phrase.Operands.Count);
        Assert.Equal(["at", "for"], phrase.Clauses.Select(clause => clause.Preposition.Text));
        Assert.Equal(2, phrase.Clauses[1].Values.Count);
        Assert.IsType<OrExpressionSyntax>(phrase.Until?.Condition);
        Assert.Equal("6 h", phrase.Bound?.Limit.Text);
        Assert.Equal("10 min", phrase.Gap?.Time.Text);
        Assert.Equal("mixing", phrase.Gap?.Event.Text);
        Assert.Equal("hold", phrase.Then?.Phrase.Verb.Text);
        Assert.NotNull(phrase.Then?.Phrase.Body);
    }

    [Fact]
    public void A_declaration_has_its_parts_in_slots()
    {
        var declaration = Parsing.Statement<DeclarationSyntax>(
            "/// One.\n/// Two.\npublic operation heat(sample: takes Solid, in vessel: Vessel = none, t: Mass or Time in 1 h .. 2 h = 1 h,) makes a, b: c { x: 1 }"
        );

        Assert.Equal("One.\nTwo.", declaration.Documentation);
        Assert.Equal("heat", declaration.Name.Text);
        var parameters = declaration.Parameters?.Parameters;
        Assert.Equal(3, parameters?.Count);
        Assert.Equal("takes", parameters?[0].Mode.Text);
        Assert.Equal("in", parameters?[1].Preposition.Text);
        Assert.Equal("none", parameters?[1].Default?.Text);
        Assert.IsType<OrExpressionSyntax>(parameters?[2].Type);
        Assert.Equal("1 h .. 2 h", parameters?[2].Range?.Text);
        Assert.Equal(2, declaration.Target?.Targets.Count);
        Assert.Equal("c", declaration.Class?.Text);
        Assert.NotNull(declaration.Body);
    }

    [Fact]
    public void A_schema_may_be_named_by_a_path() =>
        Assert.Equal(
            "cell.positive",
            Parsing.Statement<DeclarationSyntax>("schema cell.positive { a: Mass }").Name.Text
        );

    [Fact]
    public void An_end_is_sustained_by_for()
    {
        var wait = Parsing.Statement<PhraseStatementSyntax>(
            "wait until t within 0.5 K of 50 °C for 30 min, at most 6 h"
        );

        var relation = Assert.IsType<RelationExpressionSyntax>(wait.Phrase.Until?.Condition);
        Assert.Equal("within", relation.Operator.Text);
        Assert.Equal("0.5 K of 50 °C", relation.Right?.Text);
        Assert.Equal("30 min", relation.Duration?.Text);
        Assert.Equal("at most 6 h", wait.Phrase.Bound?.Text);
    }

    [Fact]
    public void The_block_of_a_property_belongs_to_the_property()
    {
        var property = Parsing.Statement<PropertyStatementSyntax>(
            "negative: Li : In = unspecified by mol { potential: 0.62 V vs Li }"
        );

        Assert.NotNull(property.Body);
        Assert.Equal("mol", Assert.IsType<MixtureExpressionSyntax>(property.Values[0]).Shares?.Basis.Text);
    }

    [Theory]
    [InlineData("x = f(\n  1,\n  2\n)\n", 1)]
    [InlineData("x =\n  3\n", 1)]
    [InlineData("charge at 3 A\n  until v > 4 V\n  or for 12 h\n", 1)]
    [InlineData("heat x\n  in y\n  under argon {\n}\n", 1)]
    [InlineData("rest\nfor a in b {\n}\n", 2)]
    [InlineData("if a {\n}\nelse {\n}\n", 1)]
    [InlineData("repeat 3 times {\n}\nat most 3 h\n", 1)]
    [InlineData("a: 1; b: 2\nc: 3", 3)]
    [InlineData("material x\n{\n  a: 1\n}", 1)]
    [InlineData("a: 1\nat: 2\nwith: 3", 3)]
    [InlineData("x = 1 +\r\n  2\r\ny = 3\r\n", 2)]
    public void Lines_go_on_where_they_must(string text, int statements)
    {
        var tree = Parsing.Parse(text);

        Assert.Empty(tree.Diagnostics);
        Assert.Equal(statements, tree.Root.Statements.Count);
    }

    [Fact]
    public void A_statement_may_stand_in_each_form()
    {
        const string text = """
            edition 1
            import std.chemicals
            import "a.cell" as m
            public term a: b
            repeat n times as cycle, at most 3 d { break cycle } at most 300 d
            repeat until a < 3 V { }
            while a < 3 V as x { } at most 3 h
            for a, b in [(1, 2), (3, 4)] { } at most 3 h
            if a { } else if b { } else { }
            when full { stop "why" }
            stop
            record every 30 s or 5 mV
            return mill x at 3 rpm
            allow CELL5001 "tested"
            before cycle 1 and every 50 cycles, uncounted { run check() }
            every 5 cycles { }
            expect a within 3 % of 5 V where b = 3
            on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
            a, b = split x
            combine a : b = assumed 90 : 10 by mass "why"
            sweep between 3 V and 4 V at 1 mV/s
            discharge at D/2 until SOC <= 20 % or |current| < 0.1 mA for 30 s
            """;

        var tree = Parsing.Parse(text);

        Assert.Empty(tree.Diagnostics);
        Assert.DoesNotContain(
            tree.Root.Statements,
            statement => statement is BadStatementSyntax or EmptyStatementSyntax
        );
        Assert.Equal(22, tree.Root.Statements.Count);
    }

    /// <summary>Words of the statement forms are names where nothing else could stand.</summary>
    [Theory]
    [InlineData("step: record")]
    [InlineData("record: 5")]
    [InlineData("cell: x")]
    [InlineData("in: x")]
    [InlineData("x: cell.stop")]
    public void Words_are_reserved_only_where_they_must_be(string text) =>
        Assert.Empty(Parsing.Parse(text).Diagnostics);
}
