using System.Globalization;

namespace CellDsl.Cli.Files;

/// <summary>Where a run writes: never over the results of an earlier one unless the folder was named.</summary>
internal static class RunFolders
{
    /// <param name="isChosen">The user named the folder: one experiment goes right into it, several each below it.</param>
    public static string Choose(string root, string experiment, bool isChosen, int experiments)
    {
        if (isChosen)
            return experiments == 1 ? root : $"{root}/{experiment}";
        string first = $"{root}/{experiment}";
        string folder = first;
        for (int number = 2; Directory.Exists(folder) || File.Exists(folder); number++)
            folder = string.Create(CultureInfo.InvariantCulture, $"{first}-{number}");
        return folder;
    }
}
