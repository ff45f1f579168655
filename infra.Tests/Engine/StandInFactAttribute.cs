using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>A test of the program under the stand-in of the engine. It is skipped as a <see cref="ToolFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    /// <summary>Finds out whether it can run.</summary>
    public StandInFactAttribute() => Skip = Tool.ReasonToSkip(StandInProcess.Tools);
}
