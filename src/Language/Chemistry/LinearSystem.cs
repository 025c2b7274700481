using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>Linear equations over fractions, taken in one by one by Gauss–Jordan elimination.</summary>
internal sealed class LinearSystem(int unknowns)
{
    // Reduced rows: a leading one at Pivot, zero in the pivot columns of all others; the last entry is the right side.
    private readonly List<(int Pivot, Rational[] Row)> _rows = [];

    /// <summary>Takes in an equation; false, leaving the system as it is, where it contradicts those before it.</summary>
    public bool TryAdd(ReadOnlySpan<Rational> coefficients, Rational right)
    {
        var row = new Rational[unknowns + 1];
        coefficients.CopyTo(row);
        row[unknowns] = right;
        foreach (var (column, reduced) in _rows)
        {
            Subtract(row, reduced, row[column]);
        }

        var pivot = Array.FindIndex(row, static v => !v.IsZero);
        if (pivot == unknowns)
        {
            return false;
        }

        if (pivot >= 0)
        {
            var scale = row[pivot];
            for (var i = pivot; i <= unknowns; i++)
            {
                row[i] /= scale;
            }

            foreach (var (_, reduced) in _rows)
            {
                Subtract(reduced, row, reduced[pivot]);
            }

            _rows.Add((pivot, row));
        }

        return true;
    }

    /// <summary>The solution with every free unknown at zero.</summary>
    public Rational[] Solution()
    {
        var solution = new Rational[unknowns];
        foreach (var (pivot, row) in _rows)
        {
            solution[pivot] = row[unknowns];
        }

        return solution;
    }

    /// <summary>A basis of what may be added to a solution; empty where it is the only one.</summary>
    public ImmutableArray<Rational[]> Freedom()
    {
        var basis = ImmutableArray.CreateBuilder<Rational[]>();
        for (var free = 0; free < unknowns; free++)
        {
            if (_rows.Exists(r => r.Pivot == free))
            {
                continue;
            }

            var vector = new Rational[unknowns];
            vector[free] = Rational.One;
            foreach (var (pivot, row) in _rows)
            {
                vector[pivot] = -row[free];
            }

            basis.Add(vector);
        }

        return basis.ToImmutable();
    }

    private static void Subtract(Rational[] row, Rational[] other, Rational factor)
    {
        if (factor.IsZero)
        {
            return;
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i] -= factor * other[i];
        }
    }
}
