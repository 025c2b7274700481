using System.Globalization;
using CellDsl.Compiler.Exchange.Model;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>Steps at constant power, which a procedure names as a file of their own.</summary>
/// <param name="FileName">Without its extension.</param>
internal sealed record DriveCycle(string FileName) : CyclerControl
{
    public override ControlKind Kind => ControlKind.Power;

    /// <summary>Puts one step for each run of steps at constant power that are alike but for power and time.</summary>
    /// <param name="files">Takes the drive cycles.</param>
    public static CyclerProgram Cut(CyclerProgram program, string name, List<ExportFile> files)
    {
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (program.Steps[i].Control is not CyclerControl.Power)
                continue;
            int end = i + 1;
            while (end < program.Steps.Count && GoesOn(program, end))
                end++;
            string file = string.Create(CultureInfo.InvariantCulture, $"{name}_wave{files.Count + 1}");
            files.Add(new($"{file}.mwf", FastWave.Write(program.Steps.Skip(i).Take(end - i))));
            var step = program.Steps[i] with
            {
                Control = new DriveCycle(file),
                Ends = [.. Elsewhere(program.Steps[i])],
            };
            program = ProgramEdits.Replace(program, i, end - i, [step]);
        }
        return program;
    }

    private static bool GoesOn(CyclerProgram program, int step) =>
        program.Steps[step].Control is CyclerControl.Power
        && program.Steps[step].Record == program.Steps[step - 1].Record
        && Elsewhere(program.Steps[step]).SequenceEqual(Elsewhere(program.Steps[step - 1]))
        && ProgramEdits.Sources(program, step).All(source => source == step - 1);

    // Ends that hold for each segment; going on in time is the drive cycle's own.
    private static IEnumerable<CyclerEnd> Elsewhere(CyclerStep step) =>
        step
            .Ends.Where(end => end.Target.Kind != TargetKind.Next)
            .Select(end => end with { Name = null, Source = null });
}
