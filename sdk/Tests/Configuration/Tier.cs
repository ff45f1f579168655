namespace Sdk.Tests.Configuration;

internal enum Tier
{
    Small,
    Large,
}
