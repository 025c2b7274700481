using CellDsl.Language.Diagnostics;

namespace CellDsl.Language.Packages;

/// <summary>What is wrong with a package, a feed or a project, apart from the text of procedures.</summary>
/// <param name="Help">The next step.</param>
/// <param name="At">The place in <c>cell.toml</c>, where there is one.</param>
public sealed record PackageFinding(Rule Rule, string Message, string Help, Location? At = null);
