using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CellDsl.Planning;

/// <summary>An immutable list that compares by its elements, so that records holding one do too.</summary>
[CollectionBuilder(typeof(EquatableList), nameof(EquatableList.Create))]
public readonly struct EquatableList<T>(ImmutableArray<T> items)
    : IReadOnlyList<T>,
        IEquatable<EquatableList<T>>
{
    private readonly ImmutableArray<T> _items = items;

    private ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    public bool Equals(EquatableList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(EquatableList<T> left, EquatableList<T> right) => left.Equals(right);

    public static bool operator !=(EquatableList<T> left, EquatableList<T> right) => !left.Equals(right);
}

public static class EquatableList
{
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
