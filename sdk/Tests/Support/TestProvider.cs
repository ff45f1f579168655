namespace Sdk.Tests.Support;

/// <summary>An explicit provider of the package that widgets are of.</summary>
internal sealed class TestProvider(string name) : ProviderResource("test", name, ResourceArgs.Empty, options: null)
{
    public const string Token = "pulumi:providers:test";
}
