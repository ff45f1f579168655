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

    /// <summary>
    /// The engine has shown what is wrong: a resource was not deployed, or faults were logged to it. After another code, the language host
    /// of .NET says that the program failed, too (https://github.com/pulumi/pulumi-dotnet, pulumi-language-dotnet).
    /// </summary>
    public const int Shown = 32;
}
