using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>A custom resource, as a typed package would declare it.</summary>
internal sealed class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource(Token, name, args, options)
{
    public const string Token = "test:index:Thing";

#pragma warning disable RCS1170 // The SDK sets them, by reflection.
    [Output("text")]
    public Output<string?> Text { get; private set; } = null!;

    /// <summary>Decided by the provider: nobody knows it before the deployment.</summary>
    [Output("address")]
    public Output<string> Address { get; private set; } = null!;
#pragma warning restore RCS1170
}
