using System.Collections.Immutable;
using CellDsl.Language.Semantics.Binding;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>One file of a program: its tree and what it declares at its top.</summary>
public sealed class SourceFile
{
    internal SourceFile(SourceText source, bool isStandard)
    {
        Source = source;
        IsStandard = isStandard;
        Tree = SyntaxTree.Parse(source);
        Names = new FileNames(this);
        var binder = new FileBinder(this);
        var declarations = ImmutableArray.CreateBuilder<DeclarationSymbol>();
        foreach (var statement in Tree.Root.Statements)
        {
            if (
                statement is DeclarationSyntax declaration
                && SymbolFactory.Create(declaration, binder) is { } symbol
            )
                declarations.Add(symbol);
        }
        Declarations = declarations.ToImmutable();
    }

    public SourceText Source { get; }

    public SyntaxTree Tree { get; }

    /// <summary>Whether it belongs to the standard vocabulary.</summary>
    public bool IsStandard { get; }

    /// <summary>What stands at the top of the file, in text order.</summary>
    public ImmutableArray<DeclarationSymbol> Declarations { get; }

    /// <summary>The imports that were found, in text order.</summary>
    public ImmutableArray<ImportedFile> Imports { get; internal set; } = [];

    /// <summary>Whether an import was not found; what is unknown in this file may well come from it.</summary>
    internal bool LacksImport { get; set; }

    internal FileNames Names { get; }
}

/// <summary>A file that another one imports, with the prefix under which its names are used, or null.</summary>
public sealed record ImportedFile(ImportStatementSyntax Syntax, SourceFile File, string? Alias);
