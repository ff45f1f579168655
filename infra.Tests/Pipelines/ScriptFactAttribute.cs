using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>A test that runs scripts of the pipelines. It is skipped as <see cref="ToolFactAttribute"/> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScriptFactAttribute : FactAttribute
{
    /// <summary>Says what the scripts need besides bash and the tools of every Linux.</summary>
    /// <param name="tools">Names of programs.</param>
    public ScriptFactAttribute(params string[] tools) => Skip = Tool.ReasonToSkip(["bash", "awk", "mktemp", "sed", "sha256sum", .. tools]);
}
