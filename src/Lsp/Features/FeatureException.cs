namespace CellDsl.Lsp.Features;

/// <summary>A request that cannot be fulfilled, with a sentence for the user.</summary>
public sealed class FeatureException(string message) : Exception(message);
