using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>Tests of the program under the stand-in of the engine. They are skipped as a <see cref="ToolFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    /// <summary>Finds out whether they can run.</summary>
    public StandInTheoryAttribute() => Skip = Tool.ReasonToSkip(StandInProcess.Tools);
}
