using System.IO.Compression;
using System.Text;
using CellDsl.Packages.Archives;

namespace CellDsl.Packages.Tests;

/// <summary>Packages from a stranger: nothing is written outside, nothing fills the disk, nothing fails without words.</summary>
public class HostileArchiveTests
{
    [Theory]
    [InlineData("../../.bashrc", "which would be written outside the package's folder")]
    [InlineData("cell/../../x.cell", "which would be written outside the package's folder")]
    [InlineData("cell/%2e%2e/%2e%2e/x.cell", "which would be written outside the package's folder")]
    [InlineData("/etc/passwd", "which names a place on the disk")]
    [InlineData("C:/windows/x", "which names a place on the disk")]
    [InlineData("cell\\..\\x.cell", "has characters that a file name may not have")]
    [InlineData("cell/a\nb.cell", "has characters that a file name may not have")]
    [InlineData("cell/aux.cell", "is a device's on Windows")]
    [InlineData("cell//x.cell", "means another file on another system")]
    [InlineData("cell/x.cell.", "means another file on another system")]
    public void A_name_that_leads_elsewhere_is_refused(string name, string why) =>
        Refused(Zip((name, "x"u8.ToArray())), why);

    [Fact]
    public void A_file_that_unpacks_to_too_much_is_refused()
    {
        var bomb = new byte[SafeArchive.MostBytesOfOne + 1];
        byte[] zip = Zip(("cell/big.cell", bomb));
        Assert.True(zip.Length < 1 << 20, "it is small while packed");
        Refused(zip, "unpacks to more than 64 MB, which no procedure needs");
    }

    [Fact]
    public void A_size_that_the_archive_lies_about_is_counted()
    {
        byte[] zip = Zip(("cell/big.cell", new byte[SafeArchive.MostBytesOfOne + 1]));
        // The size in the directory, 24 bytes behind its mark, says: ten bytes.
        int at = zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24;
        BitConverter.TryWriteBytes(zip.AsSpan(at, 4), 10);
        // The framework hands out no more than was announced; had it done so, the reader would have counted.
        try
        {
            Assert.Equal(10, SafeArchive.Read(zip, "`x.nupkg`").Values.Sum(content => content.Length));
        }
        catch (PackageException exception)
        {
            Assert.Equal("CELL8015", exception.Findings[0].Rule.Code);
        }
    }

    [Fact]
    public void Names_that_are_one_on_another_system_are_refused() =>
        Refused(
            Zip(("cell/a.cell", "1"u8.ToArray()), ("cell/A.cell", "2"u8.ToArray())),
            "twice, in capitals or not"
        );

    [Fact]
    public void Too_many_files_are_refused() =>
        Refused(
            Zip([
                .. Enumerable
                    .Range(0, SafeArchive.MostEntries + 1)
                    .Select(i => ($"cell/{i}", Array.Empty<byte>())),
            ]),
            "it holds 10,001 files, and 10,000 are allowed"
        );

    [Theory]
    [InlineData("")]
    [InlineData("this is text")]
    [InlineData("PK\u0003\u0004")]
    public void What_is_no_archive_is_told_so(string text) =>
        Refused(Encoding.UTF8.GetBytes(text), "it is no package file: it is damaged or cut short");

    [Fact]
    public void Any_damage_is_an_answer_and_no_crash()
    {
        byte[] sound = StoredArchive.Write(
            new Dictionary<string, byte[]>
            {
                ["cell/cell.toml"] = "[package]"u8.ToArray(),
                ["cell/a.cell"] = new byte[300],
            }
        );
        for (int at = 0; at < sound.Length; at++)
        {
            byte[] damaged = [.. sound];
            damaged[at] ^= 0xFF;
            try
            {
                SafeArchive.Read(damaged, "`x.nupkg`");
            }
            catch (PackageException)
            {
                // An answer.
            }
        }
    }

    [Fact]
    public void A_stored_archive_is_read_by_others_and_depends_on_the_files_alone()
    {
        var files = new Dictionary<string, byte[]>
        {
            ["b/µ.txt"] = Encoding.UTF8.GetBytes("Ω"),
            ["a.txt"] = "hello"u8.ToArray(),
            ["empty"] = [],
        };
        byte[] bytes = StoredArchive.Write(files);
        Assert.Equal(bytes, StoredArchive.Write(files.Reverse()));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(["a.txt", "b/µ.txt", "empty"], zip.Entries.Select(entry => entry.FullName));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            Assert.Equal(files[entry.FullName], content.ToArray());
        }
        Assert.Equal(
            files.OrderBy(file => file.Key, StringComparer.Ordinal),
            SafeArchive.Read(bytes, "`x`"),
            Same
        );
    }

    private static bool Same(KeyValuePair<string, byte[]> one, KeyValuePair<string, byte[]> other) =>
        one.Key == other.Key && one.Value.AsSpan().SequenceEqual(other.Value);

    private static void Refused(byte[] zip, string why)
    {
        var exception = Assert.Throws<PackageException>(() => SafeArchive.Read(zip, "`x.nupkg`"));
        var finding = Assert.Single(exception.Findings);
        Assert.Equal("CELL8015", finding.Rule.Code);
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
