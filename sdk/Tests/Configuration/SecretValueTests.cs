using Sdk.Tests.Support;

namespace Sdk.Tests.Configuration;

/// <summary>GetSecret and RequireSecret, for each type.</summary>
public class SecretValueTests
{
    private const string Json =
        """{ "proj:name": "api", "proj:on": "true", "proj:count": "3", "proj:ratio": "1.5", "proj:size": "{ \"Replicas\": 3 }" }""";

    private static readonly Size Size = new(null, 3, Tier.Small);

    // PULUMI_CONFIG_SECRET_KEYS is not set: none of the keys is a secret one.
    private readonly TestRun _run = new() { Config = Json };

    [Fact]
    public async Task RequireSecret_always_gives_a_secret_output()
    {
        var (name, on, count, ratio, size) = await _run.DeclareAsync(() =>
        {
            var config = new Config("proj");
            return (config.RequireSecret("name"), config.RequireSecretBoolean("on"), config.RequireSecretInt32("count"),
                config.RequireSecretDouble("ratio"), config.RequireSecretObject<Size>("size"));
        });

        await SecretAsync("api", name);
        await SecretAsync(true, on);
        await SecretAsync(3, count);
        await SecretAsync(1.5, ratio);
        await SecretAsync(Size, size);
    }

    [Fact]
    public async Task GetSecret_always_gives_a_secret_output()
    {
        var (name, on, count, ratio, size) = await _run.DeclareAsync(() =>
        {
            var config = new Config("proj");
            return (config.GetSecret("name"), config.GetSecretBoolean("on"), config.GetSecretInt32("count"),
                config.GetSecretDouble("ratio"), config.GetSecretObject<Size>("size"));
        });

        await SecretAsync("api", name);
        await SecretAsync(true, on);
        await SecretAsync(3, count);
        await SecretAsync(1.5, ratio);
        await SecretAsync(Size, size);
    }

    [Fact]
    public async Task GetSecret_of_a_missing_value_is_null()
    {
        var secrets = await _run.DeclareAsync(() =>
        {
            var config = new Config("other");
            return new object?[]
            {
                config.GetSecret("name"), config.GetSecretBoolean("on"), config.GetSecretInt32("count"),
                config.GetSecretDouble("ratio"), config.GetSecretObject<Size>("size"),
            };
        });

        Assert.All(secrets, Assert.Null);
    }

    [Fact]
    public async Task RequireSecret_of_a_missing_value_fails_the_run()
        => Assert.StartsWith(
            "Missing Required configuration variable 'other:name'",
            await Failures.SingleOfAsync(() => _run.DeclareAsync(() => new Config("other").RequireSecret("name"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task The_secrecy_of_a_key_is_not_consulted_otherwise()
    {
        var run = new TestRun { Config = Json, SecretKeys = """["proj:name"]""" };

        var widget = await run.DeclareAsync(() => new Widget("a", new WidgetArgs { Text = new Config("proj").Require("name") }));

        await OutputAssert.KnownAsync("api", widget.Text);
        await OutputAssert.NotSecretAsync(widget.Text);
    }

    private static async Task SecretAsync<T>(T expected, Output<T>? output)
    {
        Assert.NotNull(output);
        await OutputAssert.KnownAsync(expected, output);
        await OutputAssert.SecretAsync(output);
    }
}
