namespace CellDsl.Language.Semantics.Binding;

/// <summary>What a binder needs while it works, lent to one after the other: most declarations are small.</summary>
internal sealed class Scratch
{
    // Binding a body asks for other declarations' headers and bodies, so several are out at a time.
    [ThreadStatic]
    private static Stack<Scratch>? s_free;

    public LocalScope Locals { get; } = new();

    public List<NameReference> References { get; } = [];

    public static Scratch Rent() => s_free is { Count: > 0 } free ? free.Pop() : new();

    public void Return()
    {
        Locals.Clear();
        References.Clear();
        (s_free ??= new()).Push(this);
    }
}
