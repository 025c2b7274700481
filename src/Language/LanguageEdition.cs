namespace CellDsl.Language;

/// <summary>The edition of the language that this compiler reads; it grows with a change that gives an old text another meaning.</summary>
public static class LanguageEdition
{
    public const int Current = 1;
}
