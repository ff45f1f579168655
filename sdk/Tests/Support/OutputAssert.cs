namespace Sdk.Tests.Support;

/// <summary>What is expected of an output.</summary>
internal static class OutputAssert
{
    public static async Task KnownAsync<T>(T expected, Output<T> output)
    {
        Assert.True(await OutputUtilities.GetIsKnownAsync(output), "The output is not known.");
        Assert.Equal(expected, await OutputUtilities.GetValueAsync(output));
    }

    public static async Task UnknownAsync<T>(Output<T> output)
        => Assert.False(await OutputUtilities.GetIsKnownAsync(output), "The output is known.");

    public static async Task SecretAsync<T>(Output<T> output)
        => Assert.True(await Output.IsSecretAsync(output), "The output is not secret.");

    public static async Task NotSecretAsync<T>(Output<T> output)
        => Assert.False(await Output.IsSecretAsync(output), "The output is secret.");

    public static async Task DependsOnAsync<T>(Output<T> output, params Resource[] resources)
        => Assert.Equal(resources.ToHashSet(), (await OutputUtilities.GetDependenciesAsync(output)).ToHashSet());
}
