using System.CommandLine;

namespace CellDsl.Cli.Commands;

/// <summary>Command lines worth copying, by command. A test runs every one through the parser.</summary>
public static class Examples
{
    public static IReadOnlyList<(string Line, string Meaning)> Of(Command command) =>
        command is RootCommand ? Root
        : ByCommand.TryGetValue(command.Name, out var lines) ? lines
        : [];

    private static readonly (string, string)[] Root =
    [
        ("cell new my_test.cell", "start a procedure"),
        ("cell check my_test.cell", "find what is wrong with it"),
        ("cell run my_test.cell", "simulate it"),
        ("cell explain CELL2004", "what an error means"),
    ];

    private static readonly Dictionary<string, (string, string)[]> ByCommand = new()
    {
        ["new"] =
        [
            ("cell new my_test.cell", "one file with a cell test"),
            ("cell new my_project", "a folder: materials, lab and test apart"),
        ],
        ["check"] =
        [
            ("cell check my_test.cell", "one file and what it imports"),
            ("cell check examples", "all .cell files below a folder"),
            ("cell check --list-open my_test.cell", "what is unspecified or assumed as well"),
            ("cell check --json my_test.cell", "for a script"),
            ("cell check --format sarif my_test.cell", "for a code host; --format github beside the changes"),
        ],
        ["fmt"] =
        [
            ("cell fmt my_test.cell", "format in place"),
            ("cell fmt --check .", "only tell which files are not formatted"),
            ("cell fmt --stdin < my_test.cell", "for an editor"),
        ],
        ["build"] = [("cell build my_test.cell -o my_test.dll", "an assembly that a .NET program can run")],
        ["run"] =
        [
            ("cell run my_test.cell", "simulate all experiments of the file"),
            ("cell run my_test.cell --out results -v", "choose the folder, and tell what happens"),
            ("cell run my_test.cell --json", "results for a script"),
            ("cell run my_test.cell --clock real --detach", "on the bench, in the background"),
        ],
        ["test"] =
        [
            ("cell test", "all experiments below this folder: do their expectations hold in simulation?"),
            ("cell test low_pressure.cell --filter retention", "what has this in its name"),
            ("cell test study.cell --beside lab_a.ltvo", "with what lab A found"),
            ("cell test --junit results.xml --summary results.md", "for a pipeline; --trx for .NET's tools"),
        ],
        ["fit"] =
        [
            ("cell fit paper.cell", "move what `fit { … }` in a model lists; write model.fitted.cell"),
            ("cell fit paper.cell -o model.cell", "write over the model that was fitted"),
            ("cell fit paper.cell --dry-run --json", "rows, residuals and parameters for a script"),
        ],
        ["sweep"] =
        [
            ("cell sweep rates.cell --over \"rate=C/10, C/2, 1C, 2C\"", "one table and pictures below runs/"),
            (
                "cell sweep life.cell --over \"speed=200 rpm .. 600 rpm step 50 rpm\" --over \"milling=3 h, 6 h\"",
                "a grid"
            ),
            ("cell sweep life.cell -e long_life", "the sweeps that the experiment itself states"),
            (
                "cell sweep life.cell --over \"rate=logarithmic(0.1C .. 10C, count: 9)\" --figure retention",
                "a series"
            ),
        ],
        ["bench"] =
        [
            ("cell bench my_test.cell --port 5025", "a simulated cycler for other programs, in real time"),
            ("cell run my_test.cell --clock real --connect scpi://localhost:5025", "and a run on it"),
        ],
        ["runs"] = [("cell runs", "every run below runs/: how far it is, what it asks")],
        ["resume"] =
        [
            ("cell resume runs/life", "go on after a crash, a pause or an interrupt"),
            ("cell resume runs/life --detach", "in the background"),
        ],
        ["pause"] = [("cell pause runs/life", "to open circuit, until `cell resume runs/life`")],
        ["stop"] = [("cell stop runs/life --note \"cell swells\"", "end it for good, and say why")],
        ["answer"] = [("cell answer runs/life q1 continue", "what a run has asked")],
        ["plan"] =
        [
            ("cell plan my_test.cell", "masses, schedule, consumables, energy"),
            ("cell plan my_test.cell --steps", "every operation, cell and run"),
            ("cell plan my_test.cell --svg schedule.svg", "the schedule as a picture"),
            ("cell plan my_test.cell --json", "the whole plan as JSON"),
        ],
        ["export"] =
        [
            ("cell export my_test.cell --to neware", "the protocol for a Neware cycler"),
            ("cell export my_test.cell --to ec-lab -o life.mps", "for BioLogic's EC-Lab, into a file"),
            ("cell export my_test.cell --to pybamm --protocol life", "one of several protocols"),
            ("cell export my_test.cell --to tomato --lossy", "let through what the target cannot carry"),
            ("cell export my_test.cell --to ro-crate", "sources, plan and procedure as a folder to publish"),
        ],
        ["import"] =
        [
            ("cell import formation.mps", "a BioLogic settings file as formation.cell"),
            ("cell import cycling.000 -o library/cycling.cell", "a Maccor procedure, into a file"),
            ("cell import --from neware steps.xml", "say the format"),
        ],
        ["plot"] =
        [
            ("cell plot -m cell_7.mpt -s runs/life", "measured over simulated, as PNG and SVG"),
            ("cell plot -m cell_7.bdf --cycle 1 50 -o fade.png", "two cycles of one file"),
        ],
        ["diff"] =
        [
            ("cell diff old.cell new.cell", "what changes in the lab"),
            ("cell diff my_test.cell --against HEAD~1", "since the last commit"),
            ("cell diff my_test.cell --against main --format markdown", "as a review comment"),
            ("cell diff life.cell ran.xml", "is this what the cycler ran?"),
            ("cell diff old.mps new.mps", "what changed between two files of a cycler"),
        ],
        ["doc"] =
        [
            ("cell doc my_test.cell -o my_test.html", "to print and take to the bench"),
            ("cell doc my_test.cell -o my_test.md", "as Markdown"),
        ],
        ["add"] =
        [
            ("cell add lab_a.ltvo --feed ../feed", "the newest version, from a folder"),
            ("cell add lab_a.ltvo@~1.2.0", "only patches of 1.2"),
        ],
        ["restore"] =
        [
            ("cell restore", "after a clone: bring what cell.lock names"),
            ("cell restore --locked", "in a pipeline: choose nothing"),
        ],
        ["update"] = [("cell update", "all packages"), ("cell update lab_a.ltvo", "one")],
        ["audit"] = [("cell audit", "before a run that matters"), ("cell audit --json", "for a script")],
        ["pack"] =
        [
            ("cell pack", "NAME.VERSION.nupkg of this folder"),
            ("cell pack my_package -o ../out --without-tests", "without simulating"),
        ],
        ["verify"] =
        [
            ("cell verify lab_a.ltvo.1.0.0.nupkg", "do its sources give what it holds?"),
            ("cell verify runs/life", "which program made these data, and are they all there?"),
        ],
        ["publish"] =
        [
            ("cell publish --to ../feed", "the package that `cell pack` made, into a folder"),
            (
                "cell publish --to ../feed --withdraw 1.0.0 --because \"the upper voltage was wrong\"",
                "take a version back"
            ),
        ],
        ["cite"] =
        [
            ("cell cite", "the package of this folder"),
            ("cell cite lab_a.ltvo --format bibtex", "one that this project uses"),
            ("cell cite --format cff -o CITATION.cff", "for the repository"),
        ],
        ["explain"] = [("cell explain CELL2004", "one rule"), ("cell explain --json", "all rules")],
        ["lsp"] = [("cell lsp", "what an editor starts; see docs/editors.md")],
        ["dap"] = [("cell dap", "what an editor's debugger starts; see docs/editors.md")],
        ["completions"] =
        [
            ("cell completions bash", "print the script; load it with: source <(cell completions bash)"),
            ("cell completions fish", "save as ~/.config/fish/completions/cell.fish"),
        ],
        ["man"] = [("cell man > ~/.local/share/man/man1/cell.1", "from then on: man cell")],
        ["doctor"] = [("cell doctor", "does this machine have what cell needs?")],
    };
}
