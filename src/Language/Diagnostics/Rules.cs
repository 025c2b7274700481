namespace CellDsl.Language.Diagnostics;

/// <summary>
/// Every rule and its wording. One partial file per family (<c>Rules.Text.cs</c>, <c>Rules.Names.cs</c>, …) holds the
/// family's <see cref="Rule"/> fields and, beside each, the one method that words its message.
/// </summary>
public static partial class Rules;
