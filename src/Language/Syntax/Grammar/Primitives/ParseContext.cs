using CellDsl.Language.Syntax.Tree;
using Pidgin;
using Pidgin.Configuration;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>What travels with one run of the grammar: how many problems it may still report.</summary>
internal sealed class ParseContext(int mostProblems) : IConfiguration<GreenToken>
{
    private static readonly IConfiguration<GreenToken> Default = Configuration.Default<GreenToken>();

    private long _lastProblem = -1;

    public int ProblemCount { get; private set; }

    public Func<GreenToken, SourcePosDelta> SourcePosCalculator => Default.SourcePosCalculator;

    public IArrayPoolProvider ArrayPoolProvider => Default.ArrayPoolProvider;

    /// <summary>The batch being parsed.</summary>
    public GreenToken[] Tokens { get; private set; } = [];

    /// <summary>Called before each batch, since places are counted from its start.</summary>
    public void BeginBatch(GreenToken[] tokens)
    {
        Tokens = tokens;
        _lastProblem = -1;
    }

    /// <summary>
    /// Whether a problem met in front of a token is news: nothing was said at this place before, and the token does not
    /// carry a problem that explains it.
    /// </summary>
    public bool MayReport(long location, GreenToken token)
    {
        if (location == _lastProblem)
            return false;
        _lastProblem = location;
        return !token.HasProblems && ++ProblemCount <= mostProblems;
    }
}
