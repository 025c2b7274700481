using CsCheck;

namespace CellDsl.TestKit;

/// <summary>Properties that hold for whatever a generator makes.</summary>
/// <remarks>
/// The samples are the same in every run, so that a change is judged by what it changes. With <c>CELL_RANDOM=1</c> they
/// are new ones, and a failure is shrunk; so it is with the seed that a failure names, in <c>CsCheck_Seed</c>.
/// </remarks>
public static class Property
{
    private static readonly bool s_isRandom =
        Environment.GetEnvironmentVariable("CELL_RANDOM") == "1"
        || Environment.GetEnvironmentVariable("CsCheck_Seed") is { Length: > 0 };

    public static void Holds<T>(this Gen<T> samples, Action<T> assert, int iter = 100, int threads = -1)
    {
        if (s_isRandom)
        {
            samples.Sample(assert, iter: iter, threads: threads);
            return;
        }

        var random = new PCG(1, 20240229);
        for (int i = 0; i < iter; i++)
        {
            string seed = random.ToString();
            var sample = samples.Generate(random, null, out _);
            try
            {
                assert(sample);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException(
                    $"Sample {i} fails (CsCheck_Seed={seed} repeats and shrinks it): {sample}\n{problem.Message}",
                    problem
                );
            }
        }
    }

    public static void Holds<T1, T2>(
        this Gen<(T1, T2)> samples,
        Action<T1, T2> assert,
        int iter = 100,
        int threads = -1
    ) => samples.Holds(sample => assert(sample.Item1, sample.Item2), iter, threads);

    public static void Holds<T1, T2, T3>(
        this Gen<(T1, T2, T3)> samples,
        Action<T1, T2, T3> assert,
        int iter = 100,
        int threads = -1
    ) => samples.Holds(sample => assert(sample.Item1, sample.Item2, sample.Item3), iter, threads);

    public static void Holds<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> samples,
        Action<T1, T2, T3, T4> assert,
        int iter = 100,
        int threads = -1
    ) =>
        samples.Holds(
            sample => assert(sample.Item1, sample.Item2, sample.Item3, sample.Item4),
            iter,
            threads
        );
}
