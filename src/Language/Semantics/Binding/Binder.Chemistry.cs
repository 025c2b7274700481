using CellDsl.Language.Chemistry;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Formulas and redox couples.</summary>
internal sealed partial class Binder
{
    private BoundExpression BindFormula(FormulaExpressionSyntax syntax)
    {
        var token = syntax.Token;
        if (!token.IsPresent)
            return new BoundError(syntax);
        string written = token.Text;
        string text = written.Trim('`', ' ', '\t');
        int start = token.Span.Start + written.IndexOf(text, StringComparison.Ordinal);
        var reading = Formula.Parse(text);
        // Subscripts without names have their values now: `Li[8/0]`, `Li[1-2]`.
        var errors = reading is { IsFine: true, Formula.IsConcrete: true }
            ? reading.Formula.Evaluate().Errors
            : reading.Errors;
        foreach (var error in errors)
        {
            var at = At(new TextSpan(start + error.Span.Start, error.Span.Length));
            Report(Rules.BadFormulaAt(at, error.Fault, error.Part, error.Suggestion));
        }
        foreach (var name in reading.Formula.Parameters)
        {
            var span = new TextSpan(start + name.Span.Start, name.Span.Length);
            if (_locals.Find(name.Name) is { } local)
                Refer(span, local);
            else if (reading.IsFine)
                Report(Rules.UnknownNameAt(At(span), name.Name, Spelling.Nearest(name.Name, _locals.Names)));
        }
        return errors.IsEmpty ? new BoundFormula(syntax, text, reading.Formula) : new BoundError(syntax);
    }

    private BoundExpression BindRedox(ExpressionSyntax syntax)
    {
        // Read from the text: `V(III)` would be a call elsewhere.
        if (RedoxCouple.Parse(syntax.Text, out var wrong) is { } couple)
            return new BoundRedox(syntax, couple.Element.Symbol, couple.Low, couple.High);
        var at = At(new TextSpan(syntax.Span.Start + wrong.Start, wrong.Length));
        return Fail(syntax, Rules.BadRedoxAt(at, RedoxType.Instance.Article));
    }
}
