namespace CellDsl.Mutation;

/// <summary>An edit with what became of it.</summary>
/// <param name="Excuse">The rule by which it is harmless, or null.</param>
internal sealed record Trial(Edit Edit, Difference Found, string? Excuse)
{
    /// <summary>An error or a warning, or a value that is said to be open now and was not.</summary>
    public bool IsCaught => Found.Codes.Count > 0 || Found.Opened > 0;

    public bool IsHarmful => Excuse is null;
}
