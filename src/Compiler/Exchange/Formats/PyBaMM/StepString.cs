using System.Text;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.PyBaMM;

/// <summary>
/// One step in PyBaMM's own words: <c>Charge at C/10 for 15 hours or until 4.2 V (30 second period)</c>.
/// </summary>
internal static class StepString
{
    /// <summary>What a string says; null members are not said.</summary>
    internal sealed record Parsed(
        CyclerControl Control,
        Rational? Time,
        CyclerCondition? Limit,
        Rational? Period
    );

    public static string Write(CyclerStep step)
    {
        var text = new StringBuilder(Action(step.Control));
        var time = Find(step, CyclerQuantity.StepTime);
        var limit = Find(step, CyclerQuantity.Voltage) ?? Find(step, CyclerQuantity.CurrentMagnitude);
        if (time is not null)
            text.Append(" for ").Append(Time(time.Value));
        if (limit is not null)
            text.Append(time is null ? " until " : " or until ").Append(Limit(limit));
        if (step.Record.Interval is { } interval)
            text.Append(" (").Append(DecimalText.Write(interval)).Append(" second period)");
        return text.ToString();
    }

    private static CyclerCondition? Find(CyclerStep step, CyclerQuantity quantity) =>
        step.Ends.Select(end => end.Single).FirstOrDefault(condition => condition?.Quantity == quantity);

    private static string Action(CyclerControl control) =>
        control switch
        {
            CyclerControl.Current current =>
                $"{(current.Value.Sign < 0 ? "Discharge" : "Charge")} at {Current(current.Value.Abs())}",
            CyclerControl.Hold hold => $"Hold at {DecimalText.Write(hold.Voltage ?? 0)} V",
            CyclerControl.Power power =>
                $"{(power.Watts.Sign < 0 ? "Discharge" : "Charge")} at {Scaled(power.Watts.Abs(), "W")}",
            CyclerControl.Load load => $"Discharge at {DecimalText.Write(load.Ohms)} Ohm",
            _ => "Rest",
        };

    private static string Limit(CyclerCondition limit) =>
        limit.Quantity == CyclerQuantity.Voltage
            ? $"{DecimalText.Write(limit.Value)} V"
            : Current(limit.Amperage);

    private static string Current(Amperage current) =>
        !current.IsRate ? Scaled(current.Value, "A")
        : !current.Value.IsZero && current.Value.Reciprocal().IsInteger ? $"C/{current.Value.Reciprocal()}"
        : $"{DecimalText.Write(current.Value)}C";

    private static string Scaled(Rational value, string unit) =>
        value < 1 ? $"{DecimalText.Write(value * 1000)} m{unit}" : $"{DecimalText.Write(value)} {unit}";

    private static string Time(Rational seconds) =>
        !seconds.IsZero && (seconds / 3600).IsInteger ? $"{DecimalText.Write(seconds / 3600)} hours"
        : !seconds.IsZero && (seconds / 60).IsInteger ? $"{DecimalText.Write(seconds / 60)} minutes"
        : $"{DecimalText.Write(seconds)} seconds";

    /// <summary>Reads a string; null with what is not understood.</summary>
    public static Parsed? Read(string text, out string problem)
    {
        problem = "";
        string rest = text.Trim();
        Rational? period = null;
        if (rest.EndsWith(" period)", StringComparison.Ordinal) && rest.LastIndexOf('(') is > 0 and var open)
        {
            string inside = rest[(open + 1)..^" period)".Length];
            if (ReadTime(inside) is not { } interval)
                return Fail(inside, out problem);
            period = interval;
            rest = rest[..open].TrimEnd();
        }
        string? limitText = Cut(ref rest, " or until ") ?? Cut(ref rest, " until ");
        string? timeText = Cut(ref rest, " for ");
        if (ReadAction(rest) is not { } control)
            return Fail(rest, out problem);
        Rational? time = null;
        if (timeText is not null)
        {
            time = ReadTime(timeText);
            if (time is null)
                return Fail(timeText, out problem);
        }
        CyclerCondition? limit = null;
        if (limitText is not null)
        {
            limit = ReadLimit(limitText, control);
            if (limit is null)
                return Fail(limitText, out problem);
        }
        return new(control, time, limit, period);
    }

    private static Parsed? Fail(string part, out string problem)
    {
        problem = part.Trim();
        return null;
    }

    private static string? Cut(ref string text, string word)
    {
        int at = text.IndexOf(word, StringComparison.Ordinal);
        if (at < 0)
            return null;
        string behind = text[(at + word.Length)..];
        text = text[..at];
        return behind;
    }

    private static CyclerControl? ReadAction(string text)
    {
        if (text.StartsWith("Rest", StringComparison.Ordinal))
            return new CyclerControl.Rest();
        int at = text.IndexOf(" at ", StringComparison.Ordinal);
        if (at < 0 || ReadValue(text[(at + 4)..]) is not { } value)
            return null;
        return (text[..at], value.Unit) switch
        {
            ("Charge", "A") => new CyclerControl.Current(Amperage.Amperes(value.Amount)),
            ("Discharge", "A") => new CyclerControl.Current(Amperage.Amperes(-value.Amount)),
            ("Charge", "C") => new CyclerControl.Current(Amperage.Rate(value.Amount)),
            ("Discharge", "C") => new CyclerControl.Current(Amperage.Rate(-value.Amount)),
            ("Charge", "W") => new CyclerControl.Power(value.Amount),
            ("Discharge", "W") => new CyclerControl.Power(-value.Amount),
            ("Discharge", "Ohm") => new CyclerControl.Load(value.Amount),
            ("Hold", "V") => new CyclerControl.Hold(value.Amount, null, Way.Unknown),
            _ => null,
        };
    }

    public static CyclerCondition? ReadLimit(string text, CyclerControl control)
    {
        text = text.Trim();
        bool? isAbove =
            text.StartsWith('>') ? true
            : text.StartsWith('<') ? false
            : null;
        if (ReadValue(text.TrimStart('<', '>')) is not { } value)
            return null;
        bool rises = control switch
        {
            CyclerControl.Current current => current.Value.Sign > 0,
            CyclerControl.Power power => power.Watts.Sign > 0,
            _ => false,
        };
        return value.Unit switch
        {
            "V" => CyclerCondition.Voltage(isAbove ?? rises, value.Amount),
            "A" => CyclerCondition.Of(CyclerQuantity.CurrentMagnitude, isAbove ?? false, value.Amount),
            "C" => CyclerCondition.Of(CyclerQuantity.CurrentMagnitude, isAbove ?? false, value.Amount) with
            {
                IsRelative = true,
            },
            _ => null,
        };
    }

    /// <summary><c>C/10</c>, <c>2C</c>, <c>50 mA</c>, <c>4.2V</c>, <c>1 Ohm</c>.</summary>
    private static (Rational Amount, string Unit)? ReadValue(string text)
    {
        text = text.Trim();
        if (text.StartsWith("C/", StringComparison.Ordinal))
            return DecimalText.TryRead(text.AsSpan(2), out var hours) && !hours.IsZero
                ? (hours.Reciprocal(), "C")
                : null;
        int end = text.Length;
        while (end > 0 && char.IsLetter(text[end - 1]))
            end--;
        string unit = text[end..];
        if (!DecimalText.TryRead(text.AsSpan(0, end), out var amount))
            return null;
        return unit switch
        {
            "A" or "V" or "W" or "Ohm" or "C" => (amount, unit),
            "mA" or "mV" or "mW" or "mOhm" => (amount / 1000, unit[1..]),
            _ => null,
        };
    }

    public static Rational? ReadTime(string text)
    {
        text = text.Trim();
        int end = text.Length;
        while (end > 0 && char.IsLetter(text[end - 1]))
            end--;
        Rational? factor = text[end..] switch
        {
            "s" or "sec" or "second" or "seconds" => 1,
            "m" or "min" or "minute" or "minutes" => 60,
            "h" or "hr" or "hour" or "hours" => 3600,
            _ => null,
        };
        return factor is { } seconds && DecimalText.TryRead(text.AsSpan(0, end), out var amount)
            ? amount * seconds
            : null;
    }
}
