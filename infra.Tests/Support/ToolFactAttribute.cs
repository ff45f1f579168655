namespace Infra.Tests.Support;

/// <summary>
/// A test that needs programs which not every machine has. It is skipped where one is missing, unless REQUIRE_TOOLS=1 says that all
/// must be there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Says what the test needs.</summary>
    /// <param name="tools">Names of programs, or <c>npm:NAME</c> for a module of Node.</param>
    public ToolFactAttribute(params string[] tools)
    {
        var missing = tools.Where(tool => !Tool.Exists(tool)).ToList();
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("REQUIRE_TOOLS") != "1")
            Skip = $"It needs {string.Join(" and ", missing)}, which this machine has not; .ci/run installs it.";
    }
}
