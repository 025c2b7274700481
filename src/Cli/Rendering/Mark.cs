namespace CellDsl.Cli.Rendering;

/// <summary>An underline within one displayed line, with the words that belong to it.</summary>
/// <param name="Start">First column, zero-based.</param>
/// <param name="Length">Columns, at least one.</param>
public readonly record struct Mark(int Start, int Length, bool Primary, string? Text, Style Style)
{
    public int End => Start + Length;

    public char Sign => Primary ? '^' : '-';
}
