using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Executor.Running;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Cli.Live;

/// <summary>What may go wrong with a run on the bench, in a sentence with the next step.</summary>
internal static class LiveProblems
{
    public static T Worded<T>(string folder, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (RunRefusedException e)
        {
            throw new UserException(e.Message, e.Help);
        }
        catch (InstrumentException e)
        {
            throw new UserException(e.Message.TrimEnd('.'), "connect one: `--connect scpi://host:port`");
        }
        catch (JournalDamagedException e)
        {
            throw new UserException(e.Message.TrimEnd('.'));
        }
        catch (JournalFailedException e)
        {
            throw new UserException(
                $"{e.Message.TrimEnd('.')}; every instrument was brought to open circuit",
                $"put that right, then `cell resume {folder}`"
            );
        }
        catch (Exception e) when (e is SimulationException or ProgramLoadException)
        {
            throw new UserException(e.Message.TrimEnd('.'));
        }
        catch (Exception e) when (FileProblems.Within(e) is not null)
        {
            throw FileProblems.CannotWrite(folder, FileProblems.Within(e) ?? e);
        }
    }
}
