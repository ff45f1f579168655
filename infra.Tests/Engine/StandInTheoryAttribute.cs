namespace Infra.Tests.Engine;

/// <summary>Tests of the program under the stand-in of the engine. They are skipped as a <see cref="StandInFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc cref="StandInFactAttribute(bool)"/>
    public StandInTheoryAttribute(bool isOfSourceSdk = false) => Skip = StandInProcess.ReasonToSkip(isOfSourceSdk);
}
