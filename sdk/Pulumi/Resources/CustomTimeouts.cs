namespace Pulumi;

/// <summary>How long operations on a resource may take. Default of each: the provider's.</summary>
public sealed class CustomTimeouts
{
    /// <summary>Limit of a creation.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>Limit of an update.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>Limit of a deletion.</summary>
    public TimeSpan? Delete { get; set; }
}
