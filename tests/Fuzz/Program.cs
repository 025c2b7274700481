using System.Text;
using CellDsl.Fuzz;
using SharpFuzz;

Fuzzer.OutOfProcess.Run(stream =>
{
    using var buffer = new MemoryStream();
    stream.CopyTo(buffer);
    LanguageTarget.Check(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
});
