using CellDsl.Fuzz;
using CellDsl.TestKit;
using Xunit;

namespace CellDsl.Fuzz.Tests;

/// <summary>A few thousand broken programs, the same ones every time, through parser, formatter and binder.</summary>
public class BoundedFuzzTests
{
    private const int ParserRounds = 4000;
    private const int BinderRounds = 600;

    private static readonly IReadOnlyList<string> Corpus =
    [
        .. Repository
            .Files("*.cell", "src", "examples", "tests/Baselines/Cases")
            .Select(File.ReadAllText)
            .Where(text => text.Length < 20_000),
    ];

    [Fact]
    public void Any_text_parses_to_a_lossless_tree_and_formats_stably() =>
        Run(ParserRounds, seed: 11, text => LanguageTarget.CheckFormatter(LanguageTarget.CheckParser(text)));

    [Fact]
    public void Any_text_binds_without_an_exception() =>
        Run(BinderRounds, seed: 23, text => LanguageTarget.CheckBinder(new("fuzz.cell", text)));

    /// <summary>Runs all rounds and reports each kind of failure once, with the shortest text that shows it.</summary>
    private static void Run(int rounds, int seed, Action<string> check)
    {
        var mutator = new Mutator(Corpus, seed);
        var failures = new Dictionary<string, (string Text, Exception Exception)>();
        for (int round = 0; round < rounds; round++)
        {
            string text = mutator.Next();
            try
            {
                check(text);
            }
            catch (Exception exception)
            {
                string kind = $"{exception.GetType().Name} {exception.StackTrace?.Split('\n')[0]}";
                if (!failures.TryGetValue(kind, out var known) || text.Length < known.Text.Length)
                    failures[kind] = (text, exception);
            }
        }
        Assert.True(
            failures.Count == 0,
            string.Join(
                "\n\n",
                failures.Values.Select(failure => $"{failure.Exception}\n--- text\n{failure.Text}")
            )
        );
    }
}
