namespace Infra;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A check failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>The input or the arguments cannot be used; nothing was done.</summary>
    public const int Unusable = 2;

    /// <summary>A resource was not deployed, and the engine has shown why: what Pulumi's SDK ends with.</summary>
    public const int Shown = 32;
}
