using Pulumi;

namespace Infra.Secrets;

/// <summary>Reads the value of a secret that people set in the stack file.</summary>
internal static class SuppliedValue
{
    /// <summary>The value, always a secret.</summary>
    /// <param name="name">The key: <c>pulumi config set --secret NAME</c>.</param>
    public static Output<string> Of(string name) => new Config().RequireSecret(name);
}
