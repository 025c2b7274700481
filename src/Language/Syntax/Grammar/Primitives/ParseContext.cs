using System.Buffers;
using CellDsl.Language.Syntax.Tree;
using Pidgin;
using Pidgin.Configuration;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>What travels with one run of the grammar: how many problems it may still report.</summary>
internal sealed class ParseContext(int mostProblems, ParseBuffers buffers) : IConfiguration<GreenToken>
{
    private static readonly IConfiguration<GreenToken> Default = Configuration.Default<GreenToken>();

    private GreenArray.Element[] _pending = buffers.Pending;
    private long _lastProblem = -1;

    /// <summary>Elements of unfinished lists.</summary>
    public int Pending { get; private set; }

    public int ProblemCount { get; private set; }

    public Func<GreenToken, SourcePosDelta> SourcePosCalculator => Default.SourcePosCalculator;

    public IArrayPoolProvider ArrayPoolProvider => NoPools.Instance;

    /// <summary>The batch being parsed.</summary>
    public GreenToken[] Tokens => buffers.Tokens;

    /// <summary>Called before each batch, since places are counted from its start.</summary>
    public void BeginBatch() => _lastProblem = -1;

    /// <summary>
    /// Whether a problem met in front of a token is news: nothing was said at this place before, and neither the token nor
    /// a missing one right before it carries a problem that explains it.
    /// </summary>
    public bool MayReport(long location, GreenToken token)
    {
        if (location == _lastProblem)
            return false;
        _lastProblem = location;
        return !token.HasProblems && !IsExplained(location) && ++ProblemCount <= mostProblems;
    }

    private bool IsExplained(long location) =>
        location > 0 && Tokens[location - 1] is { IsMissing: true, HasProblems: true };

    public void Push(GreenNode? node)
    {
        if (Pending == _pending.Length)
            _pending = buffers.GrowPending();
        _pending[Pending++].Node = node;
    }

    /// <summary>Makes a list of what was pushed since.</summary>
    public GreenNode? PopList(int start)
    {
        var list = GreenBranch.CreateList(_pending, start, Pending - start);
        Pending = start;
        return list;
    }
}

/// <summary>
/// Pidgin asks for pools for the tokens it expected, which our parsers never tell it. Its default ones are compiled
/// anew at each start of the program.
/// </summary>
internal sealed class NoPools : IArrayPoolProvider
{
    public static readonly NoPools Instance = new();

    public ArrayPool<T> GetArrayPool<T>() => new NoPool<T>();

    private sealed class NoPool<T> : ArrayPool<T>
    {
        public override T[] Rent(int minimumLength) => new T[minimumLength];

        public override void Return(T[] array, bool clearArray = false) { }
    }
}
