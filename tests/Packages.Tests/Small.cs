namespace CellDsl.Packages.Tests;

/// <summary>Packages of a few lines, for tests that are about packages and not about procedures.</summary>
internal static class Small
{
    public const string Coin = """
        edition 1
        import std.materials

        public cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li
          limits { voltage: 2.0 V .. 4.2 V }
        }

        public protocol cycling(rate: Rate = C/10) on cell {
          repeat 2 times as cycle {
            charge at rate until voltage >= 3.8 V or for 15 h
            discharge at rate until voltage <= 2.5 V or for 15 h
          }
        }

        """;

    public const string Study = """
        edition 1
        import lab_a.coins

        experiment ours {
          run cycling() on coin()
          expect discharge[1].capacity > 100 mAh/g of active
        }

        """;

    public static string Toml(string name, string version, string more = "") =>
        $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nlicense = \"CC0-1.0\"\n{more}";

    /// <summary>Packs and publishes a package of one file into the feed.</summary>
    public static async Task Publish(
        Lab lab,
        string feed,
        string name,
        string version,
        string more = "",
        string source = Coin
    )
    {
        string folder = $"{name}-{version}";
        lab.Write($"{folder}/cell.toml", Toml(name, version, more));
        lab.Write($"{folder}/{name.Split('.')[^1]}.cell", source);
        await lab.Clean("pack", folder, "--without-tests", "-o", $"{folder}.nupkg");
        await lab.Clean("publish", $"{folder}.nupkg", "--to", feed);
    }
}
