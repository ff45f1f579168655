namespace Sdk.Tests.TestAsync;

/// <summary>Tests of the exit code, which belongs to the process: they run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ExitCodeCollection
{
    public const string Name = "Exit code";
}
