namespace CellDsl.Executor.Records;

/// <summary>What lies where in the folder of a run on instruments.</summary>
/// <param name="Folder">The run's own folder.</param>
public sealed record RunPaths(string Folder)
{
    /// <summary>The journal: the run itself. Everything else can be made from it and the program.</summary>
    public string Journal => Path.Combine(Folder, "journal.db");

    /// <summary>The compiled program, as it ran.</summary>
    public string Program => Path.Combine(Folder, "program.dll");

    public string Symbols => Path.Combine(Folder, "program.pdb");

    /// <summary>The procedure, as it was compiled.</summary>
    public string Sources => Path.Combine(Folder, "source");

    /// <summary>Where people leave messages.</summary>
    public string Inbox => Path.Combine(Folder, "inbox");

    /// <summary>Held by the process that runs it.</summary>
    public string Lock => Path.Combine(Folder, "run.lock");

    /// <summary>What a process without a terminal says.</summary>
    public string Output => Path.Combine(Folder, "run.log");
}
