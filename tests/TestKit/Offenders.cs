using Xunit;

namespace CellDsl.TestKit;

/// <summary>Asserts that a rule has no exception, and names all of them when it has.</summary>
public static class Offenders
{
    public static void None<T>(IEnumerable<T> offenders)
    {
        var found = offenders.Select(offender => $"  {offender}").ToList();
        if (found.Count > 0)
            Assert.Fail($"{found.Count} break the rule:\n{string.Join('\n', found)}");
    }
}
