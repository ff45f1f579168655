namespace Infra.Values;

/// <summary>The values that something takes: from one to another, both of which belong to them.</summary>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
public abstract record ValueRange<T>(T Lowest, T Highest)
{
    /// <summary>What is allowed, as the middle part of a fault's sentence: "it takes …".</summary>
    public abstract string Rule { get; }

    /// <summary>Whether a value is one of them.</summary>
    public abstract bool Contains(T value);

    /// <summary>What to do about a value that is none of them, a sentence without its full stop: it names the nearest one.</summary>
    public string FixOf(T value) => IsAbove(value) ? $"Use {Format(Highest)} or less" : $"Use {Format(Lowest)} or more";

    /// <summary>Writes a value.</summary>
    protected abstract string Format(T value);

    /// <summary>Whether a value is above the highest.</summary>
    protected abstract bool IsAbove(T value);
}
