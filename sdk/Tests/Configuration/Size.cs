namespace Sdk.Tests.Configuration;

/// <summary>A structured value of the configuration.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Replicas">How many.</param>
/// <param name="Tier">Which kind.</param>
internal sealed record Size(string? Name, int Replicas, Tier Tier);
