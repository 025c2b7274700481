namespace CellDsl.Contracts;

/// <summary>The version of this contract; it grows with every change that an older assembly would not survive.</summary>
public static class ContractVersion
{
    public const int Current = 1;
}
