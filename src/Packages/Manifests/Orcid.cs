namespace CellDsl.Packages.Manifests;

/// <summary>ORCID identifiers: sixteen digits in groups of four, the last a check digit.</summary>
public static class Orcid
{
    private const int Digits = 16;

    /// <summary>Whether it is written as an identifier is and its check digit (ISO 7064, MOD 11-2) agrees.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length != Digits + 3 || text[4] != '-' || text[9] != '-' || text[14] != '-')
            return false;
        string digits = text.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length != Digits || !digits[..^1].All(char.IsAsciiDigit))
            return false;
        int total = 0;
        foreach (char digit in digits[..^1])
            total = (total + (digit - '0')) * 2;
        int check = (12 - total % 11) % 11;
        return digits[^1] == (check == 10 ? 'X' : (char)('0' + check));
    }
}
