using Infra.Data.Postgres;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Data.Postgres;

/// <summary>The operator drops the extensions that it manages as long as no parameter of them is set.</summary>
public sealed class ExtensionTests
{
    public static TheoryData<string> Managed => [.. ManagedExtensions.All];

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_extension_that_Chatwoot_needs_is_not_dropped(string stack)
        => Assert.Equal("5000", (await ParametersAsync(stack, "julia", "Cluster chatwoot-postgres"))["pg_stat_statements.max"]);

    [Theory]
    [MemberData(nameof(Managed))]
    public void Each_extension_that_the_operator_manages_brings_its_parameter(string extension)
        => Assert.StartsWith(
            $"{extension}.",
            Assert.Single(ManagedExtensions.ParametersOf(["vector", extension])).Key,
            StringComparison.Ordinal);

    // It would restart the servers.
    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Who_needs_none_of_them_gets_no_parameter_of_one(string stack)
        => Assert.DoesNotContain(
            (await ParametersAsync(stack, "reference", "Cluster postgres")).Keys,
            parameter => parameter.Contains('.', StringComparison.Ordinal));

    private static async Task<IReadOnlyDictionary<string, string>> ParametersAsync(string stack, string application, string cluster)
        => (await Previews.OfAsync(stack, application)).Plan.Find(cluster).Inputs.Texts("spec.postgresql.parameters");
}
