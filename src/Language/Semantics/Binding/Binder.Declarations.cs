using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Headers and bodies of declarations.</summary>
internal sealed partial class Binder
{
    public DeclarationHeader BindHeader()
    {
        var syntax = _owner.Syntax;
        var parameters = BindParameters(syntax.Parameters);
        var makes = ImmutableArray<CellType>.Empty;
        string? acts = null;
        if (syntax.Target is { } target)
        {
            if (target.Keyword.Kind == Syntax.SyntaxKind.MakesKeyword)
                makes = [.. target.Targets.Select(type => BindType(type, yields: true))];
            else if (target.Targets is [var on, ..])
            {
                acts = on.Text;
                if (_owner is ModelSymbol)
                    BindSubject(on);
            }
        }
        var @class = syntax.Class is { } name && _owner is not TermSymbol ? BindClass(name) : null;
        DeclarationHeader header = new(
            parameters,
            makes,
            acts,
            @class,
            [.. _references],
            _diagnostics is null ? [] : [.. _diagnostics]
        );
        _scratch.Return();
        return header;
    }

    /// <summary>What a model describes: anything that is declared.</summary>
    private void BindSubject(ExpressionSyntax syntax)
    {
        if (syntax is not NameExpressionSyntax { Name: { IsPresent: true } name })
            return;
        if (_names.Candidates(name.Chars) is [var subject, ..])
            Refer(name.Span, subject);
        else if (!_names.IsPoisoned(name.Text))
            Report(Rules.UnknownNameAt(name.Location, name.Text, Nearest(name.Text, _ => true)));
    }

    public DeclarationBody BindBody()
    {
        if (_fileBinder.LabOf(_owner) is { } lab)
        {
            foreach (var member in lab.Body.Members)
                _locals.Declare(member);
        }
        foreach (var parameter in _owner.Parameters)
            _locals.Declare(parameter);
        var properties = PropertyBag.Empty;
        var block = BoundBlock.Empty;
        var members = ImmutableArray<DeclarationSymbol>.Empty;
        BoundExpression? value = null;
        var syntax = _owner.Syntax;
        if (syntax.Value is { } valueSyntax)
            value = BindDeclaredValue(valueSyntax);
        if (syntax.Body is { } body)
        {
            switch (_owner)
            {
                case SchemaSymbol:
                    BindSchema(_owner.Name, body);
                    break;
                case LabSymbol:
                    (properties, members) = BindLab(body);
                    break;
                case RouteSymbol or ProtocolSymbol or ExperimentSymbol:
                    CollectLabels(body);
                    (properties, block) = BindBody(body);
                    break;
                default:
                    properties = BindBag(body, SchemasOf(_owner), _owner.Word);
                    break;
            }
        }
        if (_owner is StockSymbol && FindMaterial(_owner.Name) is null)
        {
            var at = _owner.Location;
            Report(
                Rules.UnknownNameAt(
                    at,
                    _owner.Name,
                    Nearest(_owner.Name, candidate => candidate is MaterialSymbol)
                )
            );
        }
        ReportUnused();
        DeclarationBody bound = new(
            properties,
            block,
            value,
            members,
            _openPoints is null ? [] : [.. _openPoints],
            [.. _references],
            _diagnostics is null ? [] : [.. _diagnostics]
        );
        _scratch.Return();
        return bound;
    }

    private BoundExpression BindDeclaredValue(SyntaxNode value) =>
        value is PhraseSyntax phrase
            ? BindPhrase(phrase, program: null)
            : BindValue(value, _owner is MaterialSymbol or ElectrodeSymbol ? SampleType.Any : null);

    private ImmutableArray<ParameterSymbol> BindParameters(ParameterListSyntax? list)
    {
        if (list is null)
            return [];
        var parameters = ImmutableArray.CreateBuilder<ParameterSymbol>();
        foreach (var syntax in list.Parameters)
        {
            if (!syntax.Name.IsPresent)
                continue;
            var parameter = BindParameter(syntax);
            if (_locals.Peek(parameter.Name) is { } first)
                Report(Rules.DuplicateAt(parameter.Location, parameter.Name, first.Location));
            else
            {
                _locals.Declare(parameter);
                parameters.Add(parameter);
            }
        }
        return parameters.DrainToImmutable();
    }

    private ParameterSymbol BindParameter(ParameterSyntax syntax)
    {
        string name = syntax.Name.Text;
        _what = name;
        var type = syntax.Type is { } typeSyntax ? BindType(typeSyntax) : null;
        BoundExpression? @default = null;
        bool optional = false;
        if (syntax.Default is NameExpressionSyntax { Name: var word } && word.Chars is "none")
            optional = true;
        else if (syntax.Default is { } defaultSyntax)
            @default = Expect(BindValue(defaultSyntax, type), type, Asked.Named(name, syntax.Name.Location));
        type ??= @default?.Type ?? AnyType.Instance;
        var range = syntax.Range is { } rangeSyntax ? BindValue(rangeSyntax, type) as BoundRange : null;
        if (range is not null)
        {
            Expect(range.Low, type, Asked.Named(name));
            Expect(range.High, type, Asked.Named(name));
            if (@default is not null)
                CheckRange(@default, name, range);
        }
        _what = null;
        var mode = syntax.Mode.Chars switch
        {
            "takes" => SampleMode.Takes,
            "draws" => SampleMode.Draws,
            "inspects" => SampleMode.Inspects,
            "occupies" => SampleMode.Occupies,
            _ when !TakesSamples(type) => SampleMode.None,
            _ => _owner is OperationSymbol ? SampleMode.Takes : SampleMode.Draws,
        };
        string? preposition = syntax.Preposition.IsPresent ? syntax.Preposition.Text : null;
        return new(name, syntax.Name.Location, syntax, preposition, mode, type, range, @default, optional);
    }

    private static bool TakesSamples(CellType type) =>
        type switch
        {
            SampleType or MixtureType => true,
            ListType list => TakesSamples(list.Element),
            UnionType union => union.Alternatives.Any(TakesSamples),
            _ => false,
        };

    private DeclarationSymbol? BindClass(ExpressionSyntax syntax)
    {
        if (syntax is not NameExpressionSyntax { Name: { IsPresent: true } token })
            return null;
        bool form = _owner is FormSymbol;
        var name = token.Chars;
        foreach (var candidate in _names.Candidates(name))
        {
            if (form ? candidate is not FormSymbol : candidate is not ClassSymbol)
                continue;
            Refer(token.Span, candidate);
            if (!ReferenceEquals(candidate, _owner) && !LeadsTo(candidate, _owner))
                return candidate;
            Report(Rules.ClassCycleAt(token.Location, _owner.Name));
            return null;
        }
        Report(
            Rules.UnknownNameAt(
                token.Location,
                token.Text,
                Nearest(token.Text, candidate => form ? candidate is FormSymbol : candidate is ClassSymbol)
            )
        );
        return null;
    }

    // Follows the syntax, since headers on a circle could not be bound.
    private bool LeadsTo(DeclarationSymbol from, DeclarationSymbol target)
    {
        var current = from;
        for (int depth = 0; depth < 64; depth++)
        {
            if (current.Syntax.Class is not NameExpressionSyntax { Name: { IsPresent: true } name })
                return false;
            var next = Array.Find(
                _names.Candidates(name.Chars),
                candidate => candidate.GetType() == from.GetType()
            );
            if (next is null)
                return false;
            if (ReferenceEquals(next, target))
                return true;
            current = next;
        }
        return true;
    }

    private (PropertyBag Properties, ImmutableArray<DeclarationSymbol> Members) BindLab(BlockSyntax body)
    {
        var members = ImmutableArray.CreateBuilder<DeclarationSymbol>();
        foreach (var statement in body.Statements)
        {
            if (statement is not DeclarationSyntax declaration)
                continue;
            if (SymbolFactory.Create(declaration, _fileBinder) is not { } member)
                continue;
            if (member is not (InstrumentSymbol or ChamberSymbol or StockSymbol or EnvironmentSymbol))
            {
                Report(
                    Rules.MisplacedAt(
                        declaration.Word.Location,
                        $"a declaration of a {member.Word}",
                        "inside a lab",
                        "a lab lists its `instrument`, `chamber`, `stock` and `environment`"
                    )
                );
                continue;
            }
            var twin = members.FirstOrDefault(other =>
                other.Name == member.Name && other.Word == member.Word
            );
            if (twin is not null && member is not StockSymbol)
                Report(Rules.DuplicateAt(member.Location, member.Name, twin.Location));
            members.Add(member);
        }
        foreach (var member in members)
        {
            if (member is not StockSymbol && _locals.Peek(member.Name) is null)
                _locals.Declare(member);
        }
        if (_owner is LabSymbol lab)
            _fileBinder.Enclose(members, lab);
        return (
            BindBag(body, SchemasOf(_owner), _owner.Word, skipDeclarations: true),
            members.DrainToImmutable()
        );
    }

    private void ReportUnused()
    {
        foreach (var entry in _locals.All)
        {
            if (entry.IsUsed)
                continue;
            var symbol = entry.Symbol;
            switch (symbol)
            {
                case LocalSymbol { Type: SampleType or ErrorType }:
                    // The flow rules speak of samples; what is wrong already is no matter of use.
                    break;
                case LocalSymbol { IsLoopVariable: true } when _place == Place.Experiment:
                    // A sweep variable may only select in `where`, or simply make replicates.
                    break;
                case LocalSymbol:
                    Report(Rules.UnusedAt(symbol.Location, symbol.Description));
                    break;
                case ParameterSymbol
                    when _owner is RouteSymbol or CellSymbol or ProtocolSymbol or ElectrodeSymbol
                        && _owner.Syntax.Body is not null:
                    Report(Rules.UnusedAt(symbol.Location, symbol.Description));
                    break;
            }
        }
    }
}
