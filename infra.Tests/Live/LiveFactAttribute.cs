using Infra.Tests.Support;

namespace Infra.Tests.Live;

/// <summary>
/// A test against real servers in a <see cref="PrivateHost"/>. It is skipped as a <see cref="ToolFactAttribute"/> is; it takes Linux and
/// root, too.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveFactAttribute : FactAttribute
{
    private static readonly string[] Tools =
    [
        .. PrivateHost.Tools,
        "postgres",
        "initdb",
        "psql",
        "redis-server",
        "redis-cli",
        "node",
        "folder:samples/reference/node_modules",
    ];

    /// <summary>Finds out whether it can run.</summary>
    public LiveFactAttribute() => Skip = Tool.ReasonToSkip(Tools);
}
