using System.Numerics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// A linear system with two diagonals on each side, and two right sides. Elimination without exchange of rows: for systems
/// whose diagonals outweigh the rest.
/// </summary>
/// <typeparam name="T">Real for a step, complex for a small signal.</typeparam>
internal sealed class BandedSystem<T>
    where T : struct, INumberBase<T>
{
    /// <summary>A row: what stands two before the diagonal to two after it, then the right sides.</summary>
    internal struct Row
    {
        public T Lower2;
        public T Lower1;
        public T Diagonal;
        public T Upper1;
        public T Upper2;
        public T Right;
        public T Other;
    }

    private readonly Row[] _rows;

    public BandedSystem(int most) => _rows = new Row[most];

    public Span<Row> Rows(int count) => _rows.AsSpan(0, count);

    /// <summary>Leaves the solutions in place of the right sides.</summary>
    /// <param name="both">Whether the other right side counts.</param>
    public void Solve(int count, bool both)
    {
        var rows = _rows.AsSpan(0, count);
        Row first = default;
        Row second = default;
        // Rows are divided by their pivots: first and second are the last two of them.
        for (int r = 0; r < rows.Length; r++)
        {
            ref var row = ref rows[r];
            var lower1 = row.Lower1 - row.Lower2 * first.Upper1;
            var diagonal = row.Diagonal - row.Lower2 * first.Upper2 - lower1 * second.Upper1;
            var inverse = T.One / diagonal;
            row.Upper1 = (row.Upper1 - lower1 * second.Upper2) * inverse;
            row.Upper2 *= inverse;
            row.Right = (row.Right - row.Lower2 * first.Right - lower1 * second.Right) * inverse;
            if (both)
                row.Other = (row.Other - row.Lower2 * first.Other - lower1 * second.Other) * inverse;
            first = second;
            second = row;
        }
        var right1 = T.Zero;
        var right2 = T.Zero;
        var other1 = T.Zero;
        var other2 = T.Zero;
        for (int r = rows.Length - 1; r >= 0; r--)
        {
            ref var row = ref rows[r];
            row.Right -= row.Upper1 * right1 + row.Upper2 * right2;
            (right1, right2) = (row.Right, right1);
            if (!both)
                continue;
            row.Other -= row.Upper1 * other1 + row.Upper2 * other2;
            (other1, other2) = (row.Other, other1);
        }
    }
}
