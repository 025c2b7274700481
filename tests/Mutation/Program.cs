using System.Globalization;
using CellDsl.Mutation;

int seed = Option("--seed", 1);
int wanted = Option("--edits", 500);
string output = Repository.File("docs/mutation.md");
string[] folders = ["examples/cookbook", "examples/ltvo"];

var workspace = new Workspace(Repository.Root, folders);
var sites = workspace
    .Files.SelectMany(file => Sites.In(file, workspace.Parse(file)))
    .GroupBy(edit => edit.Family)
    .OrderBy(group => group.Count())
    .ThenBy(group => group.Key)
    .ToList();

// Every family in equal parts; what a small one lacks, the others make up for.
var random = new SplitMix(unchecked((ulong)seed));
var trials = new List<Trial>();
for (int i = 0; i < sites.Count; i++)
{
    int share = (wanted - trials.Count) / (sites.Count - i);
    var chosen = sites[i]
        .Select(edit => (Edit: edit, Order: random.Next()))
        .OrderBy(pair => pair.Order)
        .Take(share);
    foreach (var (edit, _) in chosen)
    {
        var found = workspace.Try(edit);
        trials.Add(new(edit, found, Harm.Excuse(edit, found)));
    }
}
File.WriteAllText(output, Report.Of(trials, seed, folders));
var harmful = trials.Where(trial => trial.IsHarmful).ToList();
Console.WriteLine(
    $"{trials.Count} edits, {harmful.Count} harmful, {harmful.Count(trial => trial.IsCaught)} of these caught: {Path.GetRelativePath(Repository.Root, output)}"
);

int Option(string name, int otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length
        ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
        : otherwise;
}
