namespace Infra.Tests.Engine;

/// <summary>Tests that measure: they run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MeasuredAlone
{
    public const string Name = "Figures";
}
