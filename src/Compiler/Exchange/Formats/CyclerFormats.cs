using CellDsl.Compiler.Exchange.Formats.Arbin;
using CellDsl.Compiler.Exchange.Formats.BattInfo;
using CellDsl.Compiler.Exchange.Formats.BioLogic;
using CellDsl.Compiler.Exchange.Formats.Maccor;
using CellDsl.Compiler.Exchange.Formats.Neware;
using CellDsl.Compiler.Exchange.Formats.PyBaMM;
using CellDsl.Compiler.Exchange.Formats.Tomato;
using CellDsl.Compiler.Exchange.Formats.Unicycler;

namespace CellDsl.Compiler.Exchange.Formats;

/// <summary>All formats that protocols are exchanged in.</summary>
public static class CyclerFormats
{
    public static IReadOnlyList<ICyclerFormat> All { get; } =
    [
        new NewareFormat(),
        BioLogicFormat.EcLab,
        BioLogicFormat.BtLab,
        new UnicyclerFormat(),
        new MaccorFormat(),
        new FastWaveFormat(),
        new ArbinFormat(),
        new PyBaMMFormat(),
        new TomatoFormat(),
        new BattInfoFormat(),
    ];

    /// <summary>By its name on the command line; null for none.</summary>
    public static ICyclerFormat? Find(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The format of a text, by what it says; null where none knows it.</summary>
    public static ICyclerFormat? Recognise(string text) =>
        All.FirstOrDefault(format => format.Recognises(text));
}
