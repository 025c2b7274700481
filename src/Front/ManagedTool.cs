using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using CellDsl.Cli.Hosting;

namespace CellDsl.Front;

/// <summary>
/// The managed tool, in <c>lib</c> beside this executable. It takes this process over where the system can do that, so
/// that streams, signals and exit code are its own; elsewhere it runs as a child.
/// </summary>
internal static partial class ManagedTool
{
    public static int Run(string[] args)
    {
        string path = Find();
        return OperatingSystem.IsWindows() ? RunAsChild(path, args) : TakeOver(path, args);
    }

    private static string Find()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "lib");
        string path = Path.Combine(folder, OperatingSystem.IsWindows() ? "cell.exe" : "cell");
        return File.Exists(path)
            ? path
            : throw new UserException(
                $"this installation of cell is not whole: there is no `{path}`",
                "`cell` and its folder `lib` belong together; install both again"
            );
    }

    /// <summary>Returns only where the system refuses.</summary>
    [UnsupportedOSPlatform("windows")]
    private static int TakeOver(string path, string[] args)
    {
        _ = Execute(path, [path, .. args, null]);
        throw new UserException(
            $"`{path}` could not be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}",
            "check its permissions"
        );
    }

    private static int RunAsChild(string path, string[] args)
    {
        // An interrupt reaches the child as well, which decides what it means.
        using var interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            static context => context.Cancel = true
        );
        using var child =
            Process.Start(new ProcessStartInfo(path, args) { UseShellExecute = false })
            ?? throw new UserException($"`{path}` could not be started", "check its permissions");
        child.WaitForExit();
        return child.ExitCode;
    }

    [LibraryImport(
        "libc",
        EntryPoint = "execv",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    private static partial int Execute(string path, string?[] arguments);
}
