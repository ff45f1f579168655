using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>A test of the program under the stand-in of the engine. It is skipped as a <see cref="ToolFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    /// <summary>Finds out whether it can run.</summary>
    /// <param name="isOfSourceSdk">
    /// Whether it is about the subset in sdk/, and not about what the official packages do the same way.
    /// </param>
    public StandInFactAttribute(bool isOfSourceSdk = false) => Skip = StandInProcess.ReasonToSkip(isOfSourceSdk);
}
