using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Who asks for a type, for the message when it does not fit.</summary>
/// <param name="Phrase">As a sentence begins: <c>`at` of `charge`</c>.</param>
/// <param name="Declared">Where the type is written, or null.</param>
internal readonly record struct Asked(string Phrase, Location? Declared)
{
    public static Asked Parameter(string name, Location? declared) => new($"`{name}`", declared);

    /// <summary>As a sentence names it: <c>`press`</c> for an operand, <c>`at` of `press`</c>, <c>`rate` of `life`</c>.</summary>
    public static Asked Argument(DeclarationSymbol callee, ParameterSymbol parameter) =>
        new(
            callee is not OperationSymbol ? $"`{parameter.Name}` of `{callee.Name}`"
                : parameter.Preposition is { } preposition ? $"`{preposition}` of `{callee.Name}`"
                : $"`{callee.Name}`",
            parameter.Location
        );

    public static Asked Property(string name, Location? declared) => new($"the property `{name}`", declared);
}
