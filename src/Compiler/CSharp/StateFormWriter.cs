namespace CellDsl.Compiler.CSharp;

/// <summary><c>Write</c> and <c>Read</c>: a state as bytes, field by field, little-endian.</summary>
internal sealed class StateFormWriter(StateLayout layout, CodeWriter code)
{
    public void Write()
    {
        code.Open("public static int Write(in State state, Span<byte> destination)");
        int offset = 0;
        foreach (var field in layout.Fields)
        {
            var at = Literals.Integer(offset);
            var value = $"state.{field.Name}";
            code.Line(
                field.Type switch
                {
                    "bool" => $"destination[{at}] = {value} ? (byte)1 : (byte)0;",
                    "double" => $"BinaryPrimitives.WriteDoubleLittleEndian(destination[{at}..], {value});",
                    "long" => $"BinaryPrimitives.WriteInt64LittleEndian(destination[{at}..], {value});",
                    "Pc" => $"BinaryPrimitives.WriteInt32LittleEndian(destination[{at}..], (int){value});",
                    _ => $"BinaryPrimitives.WriteInt32LittleEndian(destination[{at}..], {value});",
                }
            );
            offset += field.Size;
        }
        code.Line($"return {Literals.Integer(offset)};");
        code.Close();
    }

    public void Read()
    {
        code.Open("public static void Read(ref State state, ReadOnlySpan<byte> source)");
        int offset = 0;
        foreach (var field in layout.Fields)
        {
            var at = Literals.Integer(offset);
            var value = field.Type switch
            {
                "bool" => $"source[{at}] != 0",
                "double" => $"BinaryPrimitives.ReadDoubleLittleEndian(source[{at}..])",
                "long" => $"BinaryPrimitives.ReadInt64LittleEndian(source[{at}..])",
                "Pc" => $"(Pc)BinaryPrimitives.ReadInt32LittleEndian(source[{at}..])",
                _ => $"BinaryPrimitives.ReadInt32LittleEndian(source[{at}..])",
            };
            code.Line($"state.{field.Name} = {value};");
            offset += field.Size;
        }
        code.Close();
    }
}
