using System.Collections.Immutable;
using System.Text;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Testing;
using CellDsl.Contracts;
using CellDsl.Language;
using CellDsl.Language.Diagnostics;
using CellDsl.Packages;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Citing;
using CellDsl.Packages.Manifests;
using CellDsl.Packages.Projects;
using CellDsl.Planning.Plans;
using CellDsl.Reports.Procedures;
using CellDsl.Reports.Testing;
using CellDsl.Runtime.Execution;

namespace CellDsl.Cli.Packaging;

/// <param name="Bytes">The package file.</param>
/// <param name="Files">What is in it, by path.</param>
/// <param name="Tested">Results of its experiments; empty where they were not asked.</param>
internal sealed record MadePackage(
    byte[] Bytes,
    IReadOnlyDictionary<string, byte[]> Files,
    IReadOnlyList<TestedExperiment> Tested
);

/// <summary>
/// Makes the package of a project: its sources, and for each file with experiments the compiled program, the plan, the printed
/// procedure and what the tests found. The bytes follow from sources, lock and the version of the tool.
/// </summary>
internal sealed class PackageMaker(Project project, PackageFacts facts, bool withTests, ProgressLine line)
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<TestedExperiment> _tested = [];

    /// <exception cref="PackageException">The project is not fit to be packed.</exception>
    public MadePackage Make(CancellationToken cancellation)
    {
        var sources = Sources();
        foreach (string source in sources)
        {
            AddProjectFile(source);
            Compile(source, cancellation);
        }
        AddProjectFile(Manifest.FileName);
        foreach (string path in facts.Include)
            AddIncluded(path);
        foreach (string path in new[] { "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt" })
        {
            if (File.Exists(Path.Combine(project.Root, path)))
                AddProjectFile(path);
        }
        if (_files.TryGetValue(PackageFile.SourceFolder + "README.md", out var readme))
            _files["README.md"] = readme;
        if (withTests && _tested.Count > 0)
        {
            _files["results/tests.json"] = TestsJson();
            _files["results/tests.md"] = Encoding.UTF8.GetBytes(TestMarkdown.Write(_tested));
        }
        _files["CITATION.cff"] = Encoding.UTF8.GetBytes(Citation.Cff(facts));
        _files[PackageCrate.FileName] = PackageCrate.Write(
            facts,
            [.. _files.Select(file => (file.Key, file.Value.Length))],
            ToolVersion.Text
        );
        var record = new BuildRecord(
            facts.Name,
            facts.Version.ToNormalizedString(),
            ToolVersion.Text,
            LanguageEdition.Current,
            ContractVersion.Current,
            [
                .. project
                    .Lock.Packages.OrderBy(used => used.Name, StringComparer.Ordinal)
                    .Select(used => new UsedPackage(used.Name, used.Version, used.Hash)),
            ],
            _files.ToImmutableSortedDictionary(
                file => file.Key,
                file => BuildRecord.HashOf(file.Value),
                StringComparer.Ordinal
            )
        );
        return new(PackageWriter.Write(project.Manifest, facts, _files, record), _files, _tested);
    }

    /// <summary>The procedures below the project's folder, by their path in it.</summary>
    private List<string> Sources()
    {
        var found = Directory.Exists(project.Root)
            ? Directory
                .EnumerateFiles(
                    project.Root,
                    "*.cell",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
                    }
                )
                .Select(path => Path.GetRelativePath(project.Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part[0] == '.'))
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        return found.Count > 0
            ? found
            : throw new PackageException(
                Rules.CannotPackSince("this folder holds no .cell file", "`cell new my_test.cell` starts one")
            );
    }

    private void Compile(string source, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var procedures = Procedures.LoadUndated([Shown(source)]);
        var errors = procedures
            .Diagnostics.Where(diagnostic => diagnostic.Rule.Severity is Severity.Error)
            .ToList();
        if (errors.Count > 0)
            throw new PackageException([
                Rules.CannotPackSince(
                    $"`{Shown(source)}` has {Plural.Of(errors.Count, "error")}; the first is {errors[0].Rule.Code}: {errors[0].Message}",
                    $"`cell check {Shown(source)}` shows all",
                    errors[0].Location
                ),
            ]);
        var plan = procedures.Planned.Plan;
        if (plan.Experiments.Count == 0)
            return;
        string name = source[..^".cell".Length];
        var build = ProgramBuild.Compile(procedures, Path.GetFileName(name));
        _files[$"programs/{name}.dll"] = build.Program.Assembly.ToArray();
        _files[$"programs/{name}.pdb"] = build.Program.Symbols.ToArray();
        _files[$"plans/{name}.json"] = Encoding.UTF8.GetBytes(PlanJson.Write(plan));
        var vocabulary = CellDsl.Planning.Vocabulary.Of(procedures.Compilation);
        List<ProcedureDocument> documents =
        [
            .. plan.Experiments.Select(each => ProcedureDocument.Of(procedures.Planned, each, vocabulary)),
        ];
        _files[$"procedures/{name}.html"] = Encoding.UTF8.GetBytes(ProcedureHtml.Write(documents));
        _files[$"procedures/{name}.md"] = Encoding.UTF8.GetBytes(
            string.Join("\n", documents.Select(ProcedureMarkdown.Write))
        );
        if (!withTests)
            return;
        var tester = new ProcedureTester(
            new([]),
            Environment.ProcessorCount,
            TimeProvider.System,
            experiment => (IProgress<RunProgress>)new RunProgressLine(line, experiment)
        );
        _tested.AddRange(tester.Test(source, procedures, cancellation));
        line.Clear();
    }

    private void AddIncluded(string path)
    {
        string full = Path.GetFullPath(path, project.Root);
        if (
            Path.IsPathRooted(path)
            || !full.StartsWith(project.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        )
            throw new PackageException(
                Rules.CannotPackSince(
                    $"`{path}` in `include` is outside the package's folder",
                    "move the file into the folder"
                )
            );
        if (!File.Exists(full))
            throw new PackageException(
                Rules.CannotPackSince(
                    $"there is no file `{path}`, which `include` names",
                    "check the spelling in cell.toml"
                )
            );
        AddProjectFile(Path.GetRelativePath(project.Root, full).Replace('\\', '/'));
    }

    /// <summary>Procedures go in as UTF-8 without a mark, as imports read them; all else as it is.</summary>
    private void AddProjectFile(string path)
    {
        string full = Path.Combine(project.Root, path);
        _files[PackageFile.SourceFolder + path] = path.EndsWith(".cell", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(SourceFiles.Read(full).Text)
            : File.ReadAllBytes(full);
    }

    /// <summary>As the caller would write it.</summary>
    private string Shown(string source) =>
        Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(project.Root, source))
            .Replace('\\', '/');

    private byte[] TestsJson()
    {
        using var text = new StringWriter { NewLine = "\n" };
        JsonOutput.Write(
            text,
            "cell-test/1",
            json =>
            {
                json.WriteNumber("met", _tested.Sum(each => each.Passed));
                json.WriteNumber("missed", _tested.Sum(each => each.Failed));
                json.WriteStartArray("experiments");
                foreach (var experiment in _tested)
                    TestJson.Write(json, experiment);
                json.WriteEndArray();
            }
        );
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
