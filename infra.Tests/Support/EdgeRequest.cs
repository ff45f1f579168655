namespace Infra.Tests.Support;

/// <summary>A request, as a rule looks at it.</summary>
internal sealed record EdgeRequest(string Host, string Path)
{
    /// <summary>The method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Its headers, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
