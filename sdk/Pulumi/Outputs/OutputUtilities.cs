using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs: for tests, and for programs that read their own plan.</summary>
public static class OutputUtilities
{
    /// <summary>An output that is not known; the value stands in for it where one is asked for all the same.</summary>
    public static Output<T> CreateUnknown<T>(T value)
        => new(Task.FromResult(OutputData<T>.Known(value) with { IsKnown = false }));

    /// <inheritdoc cref="CreateUnknown{T}(T)"/>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory)
    {
        return new(ResolveAsync());

        async Task<OutputData<T>> ResolveAsync() => OutputData<T>.Known(await valueFactory()) with { IsKnown = false };
    }

    /// <summary>Whether the value is known.</summary>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.Data).IsKnown;

    /// <summary>The value, secret or not.</summary>
    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await output.Data).Value;

    /// <summary>The resources the value was computed from.</summary>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => (await output.Data).Resources;
}
