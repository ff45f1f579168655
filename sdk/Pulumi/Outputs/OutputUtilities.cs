using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs: for tests, and for programs that read their own plan.</summary>
public static class OutputUtilities
{
    // Most outputs are plain values, and their dependencies are asked for one output at a time.
    private static readonly Task<ImmutableHashSet<Resource>> None = Task.FromResult(ImmutableHashSet<Resource>.Empty);

    /// <summary>An output that is not known; the value only gives its type.</summary>
    public static Output<T> CreateUnknown<T>(T value)
        => new(OutputData.Known(value) with { IsKnown = false });

    /// <summary>An output that is not known; the function only gives its type, it is not called.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => CreateUnknown(default(T)!);

    /// <summary>Whether the value is known.</summary>
    public static Task<bool> GetIsKnownAsync<T>(Output<T> output) => OutputData.IsKnownAsync(output.Data);

    /// <summary>The value, secret or not; the type's default where it is not known.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output)
    {
        var data = output.Data;
        return data.IsCompletedSuccessfully ? Task.FromResult(ValueOf<T>(data.Result)) : WaitAsync(data);

        static async Task<T> WaitAsync(ValueTask<OutputData> data) => ValueOf<T>(await data);
    }

    /// <summary>The resources the value was computed from.</summary>
    public static Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => GetDependenciesAsync(output.Data);

    private static T ValueOf<T>(OutputData data) => data.IsKnown ? data.As<T>() : default!;

    private static Task<ImmutableHashSet<Resource>> GetDependenciesAsync(ValueTask<OutputData> data)
    {
        return data.IsCompletedSuccessfully && data.Result.Resources.IsEmpty ? None : WaitAsync();

        async Task<ImmutableHashSet<Resource>> WaitAsync() => (await data).Resources;
    }
}
