namespace CellDsl.Runtime.Tests.Simulation.Reference;

/// <summary>Block-tridiagonal elimination with 3×3 blocks and row exchange within a block row.</summary>
internal static class Blocks
{
    /// <param name="blocks">By block row: lower, own and upper block.</param>
    public static double[] Solve(double[,,,] blocks, double[] right)
    {
        int count = blocks.GetLength(0);
        var x = (double[])right.Clone();
        var upper = new double[count][,];
        for (int k = 0; k < count; k++)
        {
            // Columns: own block, upper block, right side.
            var rows = new double[3, 7];
            for (int r = 0; r < 3; r++)
            {
                for (int c = 0; c < 3; c++)
                {
                    rows[r, c] = blocks[k, 1, r, c];
                    rows[r, 3 + c] = blocks[k, 2, r, c];
                }
                rows[r, 6] = x[3 * k + r];
                if (k == 0)
                    continue;
                for (int m = 0; m < 3; m++)
                {
                    rows[r, 6] -= blocks[k, 0, r, m] * x[3 * (k - 1) + m];
                    for (int c = 0; c < 3; c++)
                        rows[r, c] -= blocks[k, 0, r, m] * upper[k - 1][m, c];
                }
            }
            Reduce(rows);
            upper[k] = new double[3, 3];
            for (int r = 0; r < 3; r++)
            {
                for (int c = 0; c < 3; c++)
                    upper[k][r, c] = rows[r, 3 + c];
                x[3 * k + r] = rows[r, 6];
            }
        }
        for (int k = count - 2; k >= 0; k--)
        for (int r = 0; r < 3; r++)
        for (int c = 0; c < 3; c++)
            x[3 * k + r] -= upper[k][r, c] * x[3 * (k + 1) + c];
        return x;
    }

    /// <summary>Gauss–Jordan over the first three columns.</summary>
    private static void Reduce(double[,] rows)
    {
        for (int c = 0; c < 3; c++)
        {
            int best = c;
            for (int r = c + 1; r < 3; r++)
                if (Math.Abs(rows[r, c]) > Math.Abs(rows[best, c]))
                    best = r;
            for (int j = 0; j < 7; j++)
                (rows[c, j], rows[best, j]) = (rows[best, j], rows[c, j]);
            double inverse = 1 / rows[c, c];
            for (int j = 0; j < 7; j++)
                rows[c, j] *= inverse;
            for (int r = 0; r < 3; r++)
            {
                if (r == c)
                    continue;
                double factor = rows[r, c];
                for (int j = 0; j < 7; j++)
                    rows[r, j] -= factor * rows[c, j];
            }
        }
    }
}
