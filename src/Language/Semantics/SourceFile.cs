using System.Collections.Immutable;
using CellDsl.Language.Checks;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Binding;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>One file of a program: its tree and what it declares at its top.</summary>
public sealed class SourceFile
{
    private ImmutableArray<Diagnostic> _found;
    private DeclarationFindings? _declared;
    private DeclarationFindings? _earlier;

    internal SourceFile(SourceText source, bool isStandard)
        : this(SyntaxTree.Parse(source), isStandard) { }

    internal SourceFile(SyntaxTree tree, bool isStandard)
    {
        Source = tree.Source;
        IsStandard = isStandard;
        Tree = tree;
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

    /// <summary>What is wrong with its declarations.</summary>
    internal DeclarationFindings Declared
    {
        get
        {
            if (_declared is { } known)
                return known;
            var declared = DeclarationFindings.Of(this, _earlier, new DeclarationRules());
            known = Interlocked.CompareExchange(ref _declared, declared, null) ?? declared;
            _earlier = null;
            return known;
        }
    }

    /// <summary>Takes over what an earlier text of the same file, with the same imports, has found.</summary>
    internal void Follow(SourceFile earlier) => _earlier = earlier._declared ?? earlier._earlier;

    /// <summary>What is wrong with the file, allowed or not, its imports that were not found aside.</summary>
    internal ImmutableArray<Diagnostic> Found
    {
        get
        {
            if (_found.IsDefault)
                ImmutableInterlocked.InterlockedCompareExchange(ref _found, Findings.OfFile(this), default);
            return _found;
        }
    }
}

/// <summary>A file that another one imports, with the prefix under which its names are used, or null.</summary>
public sealed record ImportedFile(ImportStatementSyntax Syntax, SourceFile File, string? Alias);
