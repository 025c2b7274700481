using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Language.Diagnostics;
using CellDsl.Packages;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Feeds;
using NuGet.Versioning;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell publish</c>: puts a package into a feed, where a version never changes again; <c>--withdraw</c> takes one back, so
/// that nobody chooses it anew while who has locked it keeps it.
/// </summary>
public static class PublishCommand
{
    private const string KeyVariable = "CELL_API_KEY";

    public static Command Create(CellConsole console)
    {
        var package = new Argument<string?>("PACKAGE")
        {
            Description = "The package file. Default: the one that `cell pack` made here.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var feed = new Option<string>("--to")
        {
            Description =
                "The feed: a folder, an address, or a name in NuGet's configuration. An address takes its key from CELL_API_KEY.",
            HelpName = "feed",
            Required = true,
        };
        var withdraw = new Option<string?>("--withdraw")
        {
            Description = "Take this version of the project's package back instead.",
            HelpName = "version",
        };
        var reason = new Option<string?>("--because")
        {
            Description = "Why it is taken back, for those who use it.",
            HelpName = "text",
        };
        var command = new Command("publish", "Put a package into a feed, or take a version back.")
        {
            package,
            feed,
            withdraw,
            reason,
        };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () =>
                    parsed.GetValue(withdraw) is { } version
                        ? Withdraw(version, parsed.GetValue(reason), parsed.GetRequiredValue(feed), console)
                        : Publish(parsed.GetValue(package), parsed.GetRequiredValue(feed), console)
            )
        );
        return command;
    }

    private static int Publish(string? path, string where, CellConsole console)
    {
        path ??= DefaultPackage();
        var package = PackageFile.Read(PackageFiles.Read(path), $"`{path}`");
        string version = package.Facts.Version.ToNormalizedString();
        var feed = Feed.Open(where, Environment.CurrentDirectory);
        if (feed.Folder is { } folder && !Directory.Exists(folder))
            OutputFiles.CreateFolder(folder);
        if (feed.Versions(package.Facts.Name).Any(each => each.Version == package.Facts.Version))
            throw new PackageException(
                Rules.AlreadyPublishedIn(package.Facts.Name, version, $"the feed `{where}`")
            );
        if (feed.Folder is { } target)
            OutputFiles.Write(Path.Combine(target, $"{package.Facts.Name}.{version}.nupkg"), package.Bytes);
        else
            feed.Push(path, Key());
        console.Out.WriteLine($"published {package.Facts.Name} {version} to {where}");
        console.Out.WriteLine($"  {PackageFile.HashOf(package.Bytes)}");
        return ExitCodes.Clean;
    }

    private static int Withdraw(string written, string? reason, string where, CellConsole console)
    {
        var (_, facts) = PackageWork.Package(".");
        if (!NuGetVersion.TryParse(written, out var version))
            throw new UserException($"`{written}` is no version", "as in `--withdraw 1.0.0`");
        if (string.IsNullOrWhiteSpace(reason))
            throw new UserException(
                $"nobody who uses {facts.Name} {written} would know why it is withdrawn",
                "say it: `--because \"the upper voltage was wrong\"`"
            );
        var feed = Feed.Open(where, Environment.CurrentDirectory);
        var versions = feed.Versions(facts.Name);
        if (!versions.Any(each => each.Version == version))
            throw new PackageException(
                Rules.NoSuchPackageIn(
                    facts.Name,
                    $"={written}",
                    "`--withdraw`",
                    [.. versions.Select(each => each.Version.ToNormalizedString())],
                    [$"`{where}`"],
                    null
                )
            );
        if (feed.Folder is { } folder)
            OutputFiles.Write(WithdrawalMark.PathOf(folder, facts.Name, version), reason.Trim() + "\n");
        else
            feed.Unlist(facts.Name, version, Key());
        console.Out.WriteLine($"withdrew {facts.Name} {version.ToNormalizedString()}: {reason.Trim()}");
        return ExitCodes.Clean;
    }

    private static string? Key() => Environment.GetEnvironmentVariable(KeyVariable);

    private static string DefaultPackage()
    {
        var (_, facts) = PackageWork.Package(".");
        string path = $"{facts.Name}.{facts.Version.ToNormalizedString()}.nupkg";
        return File.Exists(path)
            ? path
            : throw new UserException($"there is no `{path}` here", "`cell pack` makes it");
    }
}
