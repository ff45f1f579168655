namespace Infra.Tests.Platform.Secrets;

/// <summary>Tests that take the console, which all share, for themselves.</summary>
[CollectionDefinition(nameof(OwnConsole), DisableParallelization = true)]
public sealed class OwnConsole;
