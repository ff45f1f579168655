using Pulumi.Random;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>Generated passwords.</summary>
public class RandomTests
{
    private const string Token = "random:index/randomPassword:RandomPassword";

    [Fact]
    public async Task A_RandomPassword_is_of_its_type()
    {
        var run = new TestRun { Engine = MockedEngine.Giving(("result", "generated")) };
        var password = await run.DeclareAsync(() => new RandomPassword("p", new RandomPasswordArgs { Length = 32 }));

        Assert.Equal(32.0, run.Engine.Inputs(Token, "p")["length"]);
        await OutputAssert.KnownAsync("generated", password.Result);
    }

    [Fact]
    public async Task The_result_and_hash_of_a_RandomPassword_are_additionalSecretOutputs()
    {
        var seen =
            await new TestRun().TransformAsync(options => _ = new RandomPassword("p", new RandomPasswordArgs { Length = 32 }, options));

        Assert.Equal(["bcryptHash", "result"], Assert.IsType<CustomResourceOptions>(seen.Options).AdditionalSecretOutputs.Order());
    }

    [Fact]
    public async Task A_RandomString_is_of_its_type_and_no_secret()
    {
        var run = new TestRun { Engine = MockedEngine.Giving(("result", "generated")) };
        var text = await run.DeclareAsync(() => new RandomString("s", new RandomStringArgs { Length = 6, Special = false }));

        Assert.Equal(6.0, run.Engine.Inputs("random:index/randomString:RandomString", "s")["length"]);
        await OutputAssert.KnownAsync("generated", text.Result);
        var seen =
            await new TestRun().TransformAsync(options => _ = new RandomString("s", new RandomStringArgs { Length = 6 }, options));
        Assert.Empty(Assert.IsType<CustomResourceOptions>(seen.Options).AdditionalSecretOutputs);
    }

    [Fact]
    public async Task A_RandomPassword_without_length_fails_the_run()
        => Assert.Contains(
            "RandomPasswordArgs.Length is required but was not given a value (Parameter 'Length')",
            await Failures.SingleOfAsync(() => new TestRun().RunAsync(() => _ = new RandomPassword("p", new RandomPasswordArgs()))),
            StringComparison.Ordinal);
}
