using System.Globalization;
using System.Text;
using CellDsl.Compiler.CSharp;
using static CellDsl.Compiler.Tests.Fixtures;

namespace CellDsl.Compiler.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void Equal_input_gives_equal_bytes()
    {
        var (first, second) = (Life(), Life());
        Assert.True(first.Assembly.Span.SequenceEqual(second.Assembly.Span));
        Assert.True(first.Symbols.Span.SequenceEqual(second.Symbols.Span));
    }

    [Fact]
    public void Neither_folder_nor_culture_goes_into_the_bytes()
    {
        var first = Life();
        using var folder = new TemporaryFolder();
        var (before, culture) = (Environment.CurrentDirectory, CultureInfo.CurrentCulture);
        try
        {
            Environment.CurrentDirectory = folder.Path;
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = comma;
            var second = Life();
            Assert.True(first.Assembly.Span.SequenceEqual(second.Assembly.Span));
            Assert.True(first.Symbols.Span.SequenceEqual(second.Symbols.Span));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            CultureInfo.CurrentCulture = culture;
        }
        foreach (var bytes in new[] { first.Assembly, first.Symbols })
        {
            var text = Encoding.Latin1.GetString(bytes.Span);
            Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
            Assert.DoesNotContain(before, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_change_of_the_input_changes_the_key()
    {
        var machine = LifeProtocol.Machine();
        var keys = new[]
        {
            CSharpBackend.Generate(PlanOf(), [machine], [LifeProtocol.Source], "life"),
            CSharpBackend.Generate(PlanOf(), [machine], [LifeProtocol.Source], "death"),
            CSharpBackend.Generate(PlanOf() with { Edition = 2 }, [machine], [LifeProtocol.Source], "life"),
            CSharpBackend.Generate(
                PlanOf(),
                [machine with { StopReasons = ["other"] }],
                [LifeProtocol.Source],
                "life"
            ),
            CSharpBackend.Generate(PlanOf(), [machine], [new(LifeProtocol.Source.Path, "other")], "life"),
        }.Select(unit => unit.Key());
        Assert.Equal(5, keys.Distinct().Count());
        Assert.Equal(
            CSharpBackend.Generate(PlanOf(), [machine], NoSources, "life").Key(),
            CSharpBackend.Generate(PlanOf(), [machine], NoSources, "life").Key()
        );
    }

    private static CompiledProgram Life() =>
        CSharpBackend.Emit(PlanOf(), [LifeProtocol.Machine()], [LifeProtocol.Source], new("life"));
}
