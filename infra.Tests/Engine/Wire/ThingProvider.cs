using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>An explicit provider of the package that a <see cref="Thing"/> is of.</summary>
internal sealed class ThingProvider(string name) : ProviderResource("test", name, ResourceArgs.Empty, options: null);
