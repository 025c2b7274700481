using System.Globalization;
using System.Text;

namespace CellDsl.Exchange.Tests.Running;

/// <summary>
/// Made-up protocols as people write them, on a cell of 1 mA·h, by number: the same number gives the same text. They grow
/// from what every cycler can say to what few can.
/// </summary>
internal sealed class RandomProtocol
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly Flavour _flavour;
    private int _depth = 1;
    private int _labels;

    private enum Flavour
    {
        /// <summary>Rests, currents and holds, each bounded in time.</summary>
        Plain,

        /// <summary>Also limited holds and capacity.</summary>
        Limited,

        /// <summary>Also ends that stop the test or leave a loop.</summary>
        Jumping,

        /// <summary>Also power, load, sweeps, spectra.</summary>
        Rich,

        /// <summary>Only power and rest over time.</summary>
        Drive,
    }

    private RandomProtocol(int number)
    {
        _random = new Random(number);
        _flavour = (Flavour)(number % 5);
    }

    public static string Of(int number) => new RandomProtocol(number).Write();

    private string Write()
    {
        bool isLimited = _flavour is not (Flavour.Plain or Flavour.Drive) && Chance(50);
        _text.Append("edition 1\n\ncell coin {\n  nominal_capacity: 1 mAh\n  limits { ");
        _text.Append(
            isLimited
                ? $"voltage: {(Chance(20) ? "2.6" : "1")} V .. {(Chance(20) ? "3.9" : "4.6")} V"
                : "voltage: unspecified"
        );
        if (isLimited && Chance(50))
            _text.Append("; current: below 50 mA");
        _text.Append(" }\n}\n\n");
        foreach (
            string code in (string[])
                [
                    "CELL7002",
                    "CELL7003",
                    "CELL7005",
                    "CELL7010",
                    "CELL7011",
                    "CELL7013",
                    "CELL7009",
                    "CELL7006",
                ]
        )
            _text.Append("allow ").Append(code).Append(" \"made up\"\n");
        _text.Append("protocol made_up on cell {\n");
        switch (_random.Next(_flavour is Flavour.Plain or Flavour.Drive ? 2 : 4))
        {
            case 0:
                Line($"record every {_random.Next(1, 50)} s");
                break;
            case 2:
                Line($"record every {_random.Next(1, 50)} s or {_random.Next(1, 20)} mV");
                break;
        }
        Block(_random.Next(1, 6), loops: 0);
        _text.Append("}\n\nexperiment one { run made_up() on coin() }\n");
        return _text.ToString();
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Line(string line) => _text.Append(' ', 2 * _depth).Append(line).Append('\n');

    private void Block(int statements, int loops)
    {
        for (int i = 0; i < statements; i++)
        {
            if (loops < 2 && Chance(20))
                Loop(loops);
            else
                Step(isInLoop: loops > 0);
        }
    }

    private void Loop(int loops)
    {
        string label = Chance(50)
            ? $" as {(loops == 0 && _labels++ == 0 ? "cycle" : $"round_{_labels++}")}"
            : "";
        Line($"repeat {_random.Next(2, 4)} times{label} {{");
        _depth++;
        Block(_random.Next(1, 4), loops + 1);
        // A pass must take time, whatever is in it.
        Line($"rest for {_random.Next(1, 100)} s");
        _depth--;
        Line("}");
    }

    private static string F(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>From half a microampere: what others round to nothing.</summary>
    private string Current() =>
        _random.Next(5) switch
        {
            0 => $"C/{_random.Next(1, 20)}",
            1 => $"{F(_random.Next(1, 40) / 10.0)}C",
            2 => $"{F(_random.Next(5, 20_000) / 10.0)} µA",
            _ => $"{F(_random.Next(1, 9_000) / 1000.0)} mA",
        };

    private string Time() =>
        _random.Next(3) switch
        {
            0 => $"{_random.Next(1, 5000)} s",
            1 => $"{_random.Next(1, 90)} min",
            _ => $"{_random.Next(1, 12)} h",
        };

    private string High() => $"{F(3.2 + (_random.Next(1, 10_000) / 10_000.0))} V";

    private string Low() => $"{F(2.3 + (_random.Next(1, 8_000) / 10_000.0))} V";

    private string Capacity() => $"{F(_random.Next(1, 900) / 1000.0)} mAh";

    private void Step(bool isInLoop)
    {
        if (_flavour == Flavour.Drive)
        {
            Line(
                Chance(20)
                    ? $"rest for {_random.Next(1, 100)} s"
                    : $"drive at {(Chance(50) ? "-" : "")}{F(_random.Next(1, 200) / 10.0)} mW until for {_random.Next(1, 300)} s"
            );
            return;
        }
        int kinds = _flavour switch
        {
            Flavour.Plain => 4,
            Flavour.Limited => 8,
            Flavour.Jumping => 11,
            _ => 17,
        };
        bool isCharge = Chance(50);
        string verb = isCharge ? "charge" : "discharge";
        string reached = isCharge ? $"voltage >= {High()}" : $"voltage <= {Low()}";
        switch (_random.Next(kinds))
        {
            case 0:
                Line($"rest for {Time()}");
                break;
            case 1 or 2:
                Line($"{verb} at {Current()} until {reached} or for {Time()}");
                break;
            case 3:
                string volts = isCharge ? High() : Low();
                Line(
                    $"{verb} at {Current()} until voltage {(isCharge ? ">=" : "<=")} {volts} or for {Time()}"
                );
                Line($"hold at {volts} until |current| <= {Current()} or for {Time()}");
                break;
            case 4:
                Line(
                    $"{verb} at {Current()} to {(isCharge ? High() : Low())} until |current| <= C/{_random.Next(20, 60)}{(Chance(50) ? $" or for {Time()}" : "")}"
                );
                break;
            case 5:
                string held = isCharge ? High() : Low();
                string sign = isCharge ? ">=" : "<=";
                Line(
                    $"{verb} at {Current()} until voltage {sign} {held} or for 30 h then hold at {held} until |current| <= C/{_random.Next(20, 60)}"
                );
                break;
            case 6:
                Line($"{verb} at {Current()} until capacity >= {Capacity()} or {reached} or for {Time()}");
                break;
            case 7:
                Line($"{verb} at {Current()} until for {Time()}");
                break;
            case 8 or 9:
                Line($"{verb} at {Current()} until {{ reached: {reached}; late: for {Time()} }}");
                Line(
                    $"when {(Chance(50) ? "reached" : "late")} {{ {(isInLoop && Chance(60) ? "break" : "stop \"something is wrong\"")} }}"
                );
                break;
            case 10:
                Line($"rest until {{ low: voltage <= {Low()}; late: for {Time()} }}");
                if (Chance(50))
                    Line("when low { stop \"leaks\" }");
                break;
            case 11 or 12:
                Line(
                    $"drive at {(isCharge ? "" : "-")}{F(_random.Next(1, 100) / 10.0)} mW until {reached} or for {Time()}"
                );
                break;
            case 13:
                Line(
                    $"discharge_through {_random.Next(300, 9000)} Ω until voltage <= {Low()} or for {Time()}"
                );
                break;
            case 14:
                Line(
                    $"sweep from {(isCharge ? Low() : High())} to {(isCharge ? High() : Low())} at {F(_random.Next(1, 50) / 10.0)} mV/s"
                );
                break;
            case 15:
                Line(
                    $"impedance from {_random.Next(1, 200)} kHz to {_random.Next(10, 500)} mHz with {_random.Next(1, 20)} mV"
                );
                break;
            default:
                Line($"set temperature to {_random.Next(10, 60)} °C");
                break;
        }
    }
}
