using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>Marking outputs secret, and asking whether they are.</summary>
public class SecretTests
{
    [Fact]
    public async Task Create_makes_an_output_that_is_not_secret()
    {
        await OutputAssert.NotSecretAsync(Output.Create("hello"));
        await OutputAssert.KnownAsync("hello", Output.Create("hello"));
        await OutputAssert.KnownAsync("hello", Output.Create(Task.FromResult("hello")));
        await OutputAssert.KnownAsync("hello", Output<string>.Create(Task.FromResult("hello")));
    }

    [Fact]
    public async Task CreateSecret_makes_a_secret_of_a_value_a_task_or_an_output()
    {
        await HiddenAsync(Output.CreateSecret("hidden"));
        await HiddenAsync(Output.CreateSecret(Task.FromResult("hidden")));
        await HiddenAsync(Output.CreateSecret(Output.Create("hidden")));

        static async Task HiddenAsync(Output<string> secret)
        {
            await OutputAssert.SecretAsync(secret);
            await OutputAssert.KnownAsync("hidden", secret);
        }
    }

    [Fact]
    public async Task Unsecret_gives_the_same_value_unmarked_and_leaves_the_secret_as_it_is()
    {
        var secret = Output.CreateSecret("hidden");
        var plain = Output.Unsecret(secret);

        await OutputAssert.NotSecretAsync(plain);
        await OutputAssert.KnownAsync("hidden", plain);
        await OutputAssert.SecretAsync(secret);
    }

    [Fact]
    public async Task CreateSecret_and_Unsecret_keep_dependencies()
    {
        var widget = await new TestRun().DeclareAsync(() => new Widget("a"));

        await OutputAssert.DependsOnAsync(Output.CreateSecret(widget.Id), widget);
        await OutputAssert.DependsOnAsync(Output.Unsecret(widget.Id), widget);
    }
}
