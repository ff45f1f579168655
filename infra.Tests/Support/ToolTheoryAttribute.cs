namespace Infra.Tests.Support;

/// <summary>Tests that need programs which not every machine has. They are skipped as a <see cref="ToolFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc cref="ToolFactAttribute(string[])"/>
    public ToolTheoryAttribute(params string[] tools) => Skip = Tool.ReasonToSkip(tools);
}
