using System.Text.RegularExpressions;
using CellDsl.Planning.Plans;
using CsCheck;

namespace CellDsl.Planning.Tests;

/// <summary>Whatever a program says, planning it comes to an end with a plan.</summary>
public partial class WrongProgramTests
{
    private const string Program =
        Programs.Prelude
        + PlannerTests.Routes
        + """
            protocol life(cycles: Count = 270) on cell {
              record every 30 s or 5 mV
              set temperature to 50 °C
              repeat cycles times as cycle {
                charge at 50 mA/g of active until { full: voltage >= 3.8 V; overrun: capacity > 1.2 * theoretical; late: for 12 h }
                when overrun { stop "too much" }
                discharge at C/10 until voltage <= 0.6 V or for 12 h
                if cycle.discharge.capacity < 80 % of test.cycle[1].discharge.capacity { break cycle }
              } at most 300 d
              before cycle 1 and every 50 cycles, uncounted { run once(rate: 1 mA) }
            }

            experiment test {
              seed: 7
              for t, rate in zip([650, 700] °C, [20, 50] mA/g) {
                powder = made(temperature: t)
                measure xrd, bet on powder using 50 mg
                run once(rate: rate) on half(powder) replicate 3 cells
              }
              run life() on plain()
              expect cycle[270].retention within 3 % of 90 %
              expect discharge[1].capacity within 10 % of 220 mAh/g of active where rate = 50 mA/g of active
            }
            """;

    private static readonly string[] Tokens = [.. Words().Matches(Program).Select(match => match.Value)];

    /// <summary>Tokens of the program dropped, doubled, swapped or replaced by others of it.</summary>
    private static readonly Gen<string> Damaged =
        from edits in Gen.Select(
            Gen.Int[0, Tokens.Length - 1],
            Gen.Int[0, Tokens.Length - 1],
            Gen.Int[0, 3]
        ).Array[1, 4]
        select string.Concat(
            edits.Aggregate(
                Tokens.AsEnumerable(),
                (tokens, edit) =>
                    edit.Item3 switch
                    {
                        0 => tokens.Where((_, i) => i != edit.Item1),
                        1 => tokens.SelectMany(
                            (token, i) => i == edit.Item1 ? new[] { token, token } : [token]
                        ),
                        _ => tokens.Select((token, i) => i == edit.Item1 ? Tokens[edit.Item2] : token),
                    }
            )
        );

    [Fact]
    public void The_program_itself_is_right()
    {
        Assert.Equal(7, Programs.PlanCleanly(Program).Plan.Experiments[0].Runs.Count);
    }

    [Fact]
    public void Every_damaged_program_has_a_plan_that_can_be_written_and_read()
    {
        Damaged.Holds(
            text =>
            {
                var plan = Programs.Plan(text).Plan;
                Assert.Equal(plan, PlanJson.Read(PlanJson.Write(plan)));
            },
            iter: 150,
            threads: 2
        );
    }

    [Fact]
    public void A_protocol_that_runs_itself_is_reported()
    {
        var result = Programs.Plan(
            Programs.Prelude
                + "protocol again on cell { rest for 1 h\nrun again() }\nexperiment e { run again() on plain() }"
        );
        Assert.Equal("CELL7052", Assert.Single(result.Diagnostics).Rule.Code);
    }

    [Fact]
    public void A_name_in_a_protocol_that_runs_itself_is_looked_up_once()
    {
        var result = Programs.Plan(
            Programs.Prelude
                + "protocol again on cell { rest for 1 h\nrun again()\nif cycle.time > 1 h { stop } }\n"
                + "experiment good { powder = weigh 3 g of TiO2\nmeasure xrd on powder }"
        );
        Assert.Equal("good", Assert.Single(result.Plan.Experiments).Name);
    }

    [GeneratedRegex(@"\w+|\s+|[^\w\s]")]
    private static partial Regex Words();
}
