using System.Globalization;
using System.Text;
using System.Text.Json;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Importing;

/// <summary>
/// Reads reactions as the public text-mined sets have them: precursors, a target, operations with temperatures, times and
/// atmospheres. What a recipe leaves out, or says in a way that cannot be decided, becomes <c>unspecified</c>; no default
/// stands for it. The printed reaction is kept as a comment and not believed.
/// </summary>
internal sealed class ReactionRecipes
{
    private const string Format = "set of reaction recipes";
    private const int MostReactions = 2000;

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<string, string> _chemicals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ReactionRecipes(SourceText source) => _source = source;

    public static bool Recognises(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 20_000)).TrimStart();
        return head.Length > 0
            && head[0] is '{' or '['
            && head.Contains("\"precursors\"", StringComparison.Ordinal)
            && (
                head.Contains("\"operations\"", StringComparison.Ordinal)
                || head.Contains("\"target\"", StringComparison.Ordinal)
            );
    }

    public static ImportedProcedure Read(SourceText source)
    {
        var recipes = new ReactionRecipes(source);
        var root = JsonItem.Parse(source, Format, recipes._diagnostics);
        string? text = root is null ? null : recipes.File(root);
        return new(
            Format,
            text is null ? null : ImportedProcedure.Listing(text, recipes._diagnostics),
            recipes._diagnostics
        );
    }

    private string? File(JsonItem root)
    {
        var reactions =
            root.Kind == JsonValueKind.Array ? root.Items
            : root["reactions"] is { Kind: JsonValueKind.Array } list ? list.Items
            : [root];
        var routes = new StringBuilder();
        int read = 0;
        foreach (var reaction in reactions.Take(MostReactions))
        {
            var known = new Dictionary<string, string>(_chemicals, StringComparer.Ordinal);
            if (new RecipeRoute(_source, _diagnostics, _chemicals, _names).Write(reaction) is not { } route)
                continue;
            // A formula with a variable in it, or a name that the language has for something else: left out whole.
            if (Problem(Whole(route)) is { } problem)
            {
                Lack(reaction, $"this recipe ({problem})", "it is left out");
                _chemicals.Clear();
                foreach (var (name, formula) in known)
                    _chemicals[name] = formula;
                continue;
            }
            routes.Append(route);
            read++;
        }
        if (reactions.Count > MostReactions)
            Lack(root, $"more than {MostReactions} recipes", "the first ones are read");
        if (read > 0)
            return Whole(routes.ToString());
        _diagnostics.Add(
            Rules.UnreadableFileAt(
                new(_source, root.Span),
                Format,
                "it holds no recipe that can be read",
                "see its parts"
            )
        );
        return null;
    }

    private string Whole(string routes)
    {
        var text = new StringBuilder("edition 1\n\n");
        foreach (var (name, formula) in _chemicals)
            text.Append(
                CultureInfo.InvariantCulture,
                $"chemical {name} {{ formula: {formula}; form: Powder }}\n"
            );
        return text.Append(routes).ToString();
    }

    /// <summary>What keeps a text from being read; what is wrong with the chemistry is for <c>cell check</c> to say.</summary>
    private static string? Problem(string text) =>
        Compilation
            .Create([new SourceText("recipe.cell", text)], new NoImports())
            .Diagnostics.FirstOrDefault(found =>
                found.Rule.Severity == Severity.Error && found.Rule.Code[4] is '0' or '1' or '2' or '4'
            )
            ?.Message;

    private void Lack(JsonItem item, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(new(_source, item.Span), what, instead));

    private sealed class NoImports : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
