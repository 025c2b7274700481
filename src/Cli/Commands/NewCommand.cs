using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell new NAME</c>: a file or a folder to start from, which checks clean.</summary>
public static class NewCommand
{
    private const string FileTemplate = "templates/file/";
    private const string ProjectTemplate = "templates/project/";

    public static Command Create(CellConsole console)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "A name that ends in .cell makes a file, any other a folder.",
        };
        var command = new Command("new", "Start a procedure from a template.") { name };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), console));
        return command;
    }

    private static int Run(string name, CellConsole console)
    {
        if (name.Length == 0)
            throw new UserException("the new file needs a name", "`cell new my_test.cell`");
        bool isFile = name.EndsWith(".cell", StringComparison.Ordinal);
        if (
            File.Exists(name)
            || (Directory.Exists(name) && (isFile || Directory.EnumerateFileSystemEntries(name).Any()))
        )
            throw new UserException($"`{name}` exists already", "choose another name");

        string first = isFile ? CreateFile(name) : CreateProject(name);
        console.Out.WriteLine($"created {(isFile ? name : $"{name.TrimEnd('/')}/")}");
        console.Out.WriteLine();
        console.Out.WriteLine($"  cell check {first}");
        console.Out.WriteLine($"  cell run {first}");
        return ExitCodes.Clean;
    }

    private static string CreateFile(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            OutputFiles.CreateFolder(folder);
        OutputFiles.Write(path, Read(FileTemplate + "main.cell"));
        return path;
    }

    private static string CreateProject(string folder)
    {
        OutputFiles.CreateFolder(folder);
        foreach (
            string resource in typeof(NewCommand)
                .Assembly.GetManifestResourceNames()
                .Order(StringComparer.Ordinal)
        )
        {
            if (resource.StartsWith(ProjectTemplate, StringComparison.Ordinal))
                OutputFiles.Write(Path.Combine(folder, resource[ProjectTemplate.Length..]), Read(resource));
        }
        return Path.Combine(folder, "test.cell").Replace('\\', '/');
    }

    private static string Read(string resource)
    {
        using var stream =
            typeof(NewCommand).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the template {resource} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
