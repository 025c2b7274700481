using System.Text;
using CellDsl.Runtime.Records.Import;

namespace CellDsl.Exchange.Tests;

public class MeasuredFileTests
{
    private static MeasuredData Read(string text, Encoding? encoding = null)
    {
        using var stream = new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(text));
        return MeasuredFile.Read(stream);
    }

    [Fact]
    public void Reads_the_Battery_Data_Format()
    {
        var data = Read(
            "Test Time / s,Voltage / V,Current / A,Cycle Count / 1,Surface Temperature / degC\n0,3.1,0.001,1,25\n10,3.2,-0.002,2,26.5\n"
        );
        Assert.Equal("BDF", data.Format);
        Assert.Equal([0, 10], data.Time);
        Assert.Equal([3.1, 3.2], data.Voltage);
        Assert.Equal([0.001, -0.002], data.Current);
        Assert.Equal([1, 2], data.Cycle);
        Assert.NotNull(data.Temperature);
        Assert.Equal(299.65, data.Temperature[1], 9);
    }

    [Theory]
    [InlineData(".")]
    [InlineData(",")]
    public void Reads_the_text_export_of_EC_Lab(string point)
    {
        string text = string.Join(
            "\r\n",
            "EC-Lab ASCII FILE",
            "Nb header lines : 4",
            "",
            "mode\ttime/s\tEwe/V\tI/mA\tcycle number",
            $"1\t0{point}0\t3{point}25\t1{point}5\t0{point}0",
            $"1\t2{point}5E+001\t3{point}5\t-1{point}5\t1{point}0"
        );
        var data = Read(text, Encoding.Latin1);
        Assert.Equal([0, 25], data.Time);
        Assert.Equal([3.25, 3.5], data.Voltage);
        Assert.Equal([0.0015, -0.0015], data.Current);
        Assert.Equal([0, 1], data.Cycle);
    }

    [Fact]
    public void Reads_the_CSV_of_Neware_with_a_clock_for_each_step()
    {
        var data = Read(
            "DataPoint,Cycle Index,Step Index,Step Type,Time,Current(mA),Voltage(V)\n"
                + "1,1,1,CC Chg,0:00:00,1,3.0\n2,1,1,CC Chg,0:01:30.5,1,3.5\n3,1,2,CC DChg,0:00:00,1,3.4\n4,1,2,CC DChg,1:00:00,1,3.0\n"
        );
        Assert.Equal([0, 90.5, 90.5, 3690.5], data.Time);
        Assert.Equal([0.001, 0.001, -0.001, -0.001], data.Current);
    }

    [Fact]
    public void Integrates_the_capacity_of_each_cycle()
    {
        var curves = Read(
                "Test Time / s,Voltage / V,Current / A,Cycle Count / 1\n0,3.0,0.001,1\n3600,3.5,0.001,1\n3600,3.4,-0.001,1\n5400,3.0,-0.001,1\n5400,3.0,0.002,2\n7200,3.4,0.002,2\n"
            )
            .Curves();
        Assert.Equal([1, 2], curves.Select(curve => curve.Cycle));
        Assert.Equal(3.6, curves[0].Charge[^1].Capacity, 9);
        Assert.Equal(1.8, curves[0].Discharge[^1].Capacity, 9);
        Assert.Equal(3.6, curves[1].Charge[^1].Capacity, 9);
    }
}
