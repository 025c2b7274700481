using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;

namespace CellDsl.Language.Tests.Semantics;

/// <summary>Compiles small programs for tests. The first file is the root.</summary>
internal static class Checked
{
    /// <summary>Compiles a file that can import itself by its path.</summary>
    public static Compilation CompileAs(string path, string text)
    {
        var source = new SourceText(path, text);
        return Compilation.Create([source], new Files([(path, text)]));
    }

    public static Compilation Compile(string text, params (string Path, string Text)[] others) =>
        Compilation.Create([new SourceText("main.cell", text)], new Files([("main.cell", text), .. others]));

    /// <summary>Every finding as <c>CELL1001 text</c>, the text being what it points at, in order.</summary>
    public static string[] Findings(string text, params (string Path, string Text)[] others) =>
        [.. Compile(text, others).Diagnostics.Where(IsMeant).Select(Short)];

    /// <summary>
    /// What is most likely not meant does not matter in programs of two lines; the cases of these rules are in
    /// tests/Baselines/Rules.
    /// </summary>
    private static bool IsMeant(Diagnostic diagnostic) =>
        diagnostic.Rule.Code
            is not (
                "CELL1030"
                or "CELL2030"
                or "CELL2031"
                or "CELL4030"
                or "CELL7030"
                or "CELL7031"
                or "CELL7033"
                or "CELL7035"
            );

    public static string Short(Diagnostic diagnostic) =>
        $"{diagnostic.Rule.Code} {diagnostic.Location.Source.Slice(diagnostic.Location.Span)}";

    /// <summary>Findings of statements in a protocol that is fine apart from them.</summary>
    public static string[] InProtocol(string statements) =>
        Findings($"protocol p on cell {{\n{statements}\n}}");

    /// <summary>Findings of statements in a route that is fine apart from them; they have to return. That they leave the sample alone does not count.</summary>
    public static string[] InRoute(string statements, string makes = "Powder") =>
        [
            .. Findings($"route r(raw: Powder) makes {makes} {{\n{statements}\n}}")
                .Where(finding => finding != "CELL1005 raw"),
        ];

    public static T Symbol<T>(string text, string name)
        where T : DeclarationSymbol =>
        Compile(text).Find<T>(name) ?? throw new ArgumentException($"There is no {name}.", nameof(name));

    private sealed class Files((string Path, string Text)[] files) : ISourceResolver
    {
        private readonly Dictionary<string, SourceText> _files = files.ToDictionary(
            file => file.Path,
            file => new SourceText(file.Path, file.Text)
        );

        public SourceText? Resolve(string importingPath, string importPath) =>
            _files.GetValueOrDefault(importPath);
    }
}
