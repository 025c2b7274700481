using System.Globalization;
using CellDsl.Mutation;

int wanted = Option("--edits") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 500;
string output = Repository.File("docs/mutation.md");
string[] folders = ["examples/cookbook", "examples/ltvo"];

var workspace = new Workspace(Repository.Root, folders);
var sites = workspace
    .Files.SelectMany(file => Sites.In(file, workspace.Parse(file)))
    .GroupBy(edit => edit.Family)
    .OrderBy(group => group.Count())
    .ThenBy(group => group.Key)
    .ToList();
List<Round> rounds =
[
    .. Seeds("--seen", "1,2").Select(seed => new Round(seed, IsSeen: true, Trials(seed))),
    .. Seeds("--unseen", "7,11,13").Select(seed => new Round(seed, IsSeen: false, Trials(seed))),
];
File.WriteAllText(output, Report.Of(rounds, folders));
foreach (var round in rounds)
{
    var harmful = round.Trials.Where(trial => trial.IsHarmful).ToList();
    Console.WriteLine(
        $"seed {round.Seed}: {round.Trials.Count} edits, {harmful.Count} harmful, {harmful.Count(trial => trial.IsCaught)} of these caught"
    );
}
Console.WriteLine(Path.GetRelativePath(Repository.Root, output));

// Every family in equal parts; what a small one lacks, the others make up for.
List<Trial> Trials(int seed)
{
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
    return trials;
}

IEnumerable<int> Seeds(string name, string otherwise) =>
    (Option(name) ?? otherwise)
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture));

string? Option(string name)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
