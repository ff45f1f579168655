namespace Infra.Tests.Support;

/// <summary>
/// A test that needs programs which not every machine has. It is skipped where one is missing, unless REQUIRE_TOOLS=1 says that all
/// must be there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Says what the test needs.</summary>
    /// <param name="tools">Names of programs, or what else <see cref="Tool.Exists"/> knows.</param>
    public ToolFactAttribute(params string[] tools) => Skip = Tool.ReasonToSkip(tools);
}
