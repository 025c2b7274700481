using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>
/// The simplex method over fractions with Bland's rule (R. G. Bland, Math. Oper. Res. 2 (1977) 103), which cannot cycle:
/// maximise one unknown subject to equations and to all unknowns being at least zero.
/// </summary>
internal sealed class LinearProgram
{
    private readonly int _unknowns;
    private readonly Rational[][] _rows;
    private readonly int[] _basis;

    private LinearProgram(Rational[][] equations, Rational[] right, int unknowns)
    {
        _unknowns = unknowns;
        var width = unknowns + equations.Length + 1;
        _basis = new int[equations.Length];
        _rows = new Rational[equations.Length][];
        for (var i = 0; i < equations.Length; i++)
        {
            // Each equation starts with an unknown of its own, which the first phase drives to zero.
            var sign = right[i].Sign < 0 ? Rational.MinusOne : Rational.One;
            _rows[i] = new Rational[width];
            for (var j = 0; j < unknowns; j++)
            {
                _rows[i][j] = sign * equations[i][j];
            }

            _rows[i][unknowns + i] = Rational.One;
            _rows[i][^1] = sign * right[i];
            _basis[i] = unknowns + i;
        }
    }

    /// <summary>The greatest value of one unknown; null where the equations have no solution at or above zero.</summary>
    public static Rational? Maximise(Rational[][] equations, Rational[] right, int unknowns, int objective)
    {
        var program = new LinearProgram(equations, right, unknowns);
        var artificial = new Rational[unknowns + equations.Length];
        Array.Fill(artificial, Rational.MinusOne, unknowns, equations.Length);
        program.Climb(artificial, artificial.Length);
        for (var i = 0; i < equations.Length; i++)
        {
            if (program._basis[i] >= unknowns && !program._rows[i][^1].IsZero)
            {
                return null;
            }
        }

        program.DropArtificial();
        var goal = new Rational[unknowns + equations.Length];
        goal[objective] = Rational.One;
        program.Climb(goal, unknowns);
        var row = Array.IndexOf(program._basis, objective);
        return row < 0 ? Rational.Zero : program._rows[row][^1];
    }

    private void Climb(Rational[] goal, int allowed)
    {
        while (true)
        {
            var entering = 0;
            while (entering < allowed && Gain(goal, entering).Sign <= 0)
            {
                entering++;
            }

            var leaving = entering == allowed ? -1 : Leaving(entering);
            if (leaving < 0)
            {
                return;
            }

            Pivot(leaving, entering);
        }
    }

    private Rational Gain(Rational[] goal, int column)
    {
        var gain = goal[column];
        for (var i = 0; i < _rows.Length; i++)
        {
            gain -= goal[_basis[i]] * _rows[i][column];
        }

        return gain;
    }

    private int Leaving(int column)
    {
        var leaving = -1;
        Rational least = default;
        for (var i = 0; i < _rows.Length; i++)
        {
            if (_rows[i][column].Sign <= 0)
            {
                continue;
            }

            var ratio = _rows[i][^1] / _rows[i][column];
            if (leaving < 0 || ratio < least || (ratio == least && _basis[i] < _basis[leaving]))
            {
                (leaving, least) = (i, ratio);
            }
        }

        return leaving;
    }

    // An artificial unknown left at zero in the basis must not grow again: it is exchanged for a real one, or its
    // equation says nothing.
    private void DropArtificial()
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            var real =
                _basis[i] < _unknowns ? -1 : Array.FindIndex(_rows[i], 0, _unknowns, static v => !v.IsZero);
            if (real >= 0)
            {
                Pivot(i, real);
            }
        }
    }

    private void Pivot(int row, int column)
    {
        var scale = _rows[row][column];
        for (var j = 0; j < _rows[row].Length; j++)
        {
            _rows[row][j] /= scale;
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            var factor = _rows[i][column];
            if (i == row || factor.IsZero)
            {
                continue;
            }

            for (var j = 0; j < _rows[i].Length; j++)
            {
                _rows[i][j] -= factor * _rows[row][j];
            }
        }

        _basis[row] = column;
    }
}
