using Pulumi.Aws;
using Pulumi.Aws.Inputs;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>Resources of AWS, and their provider.</summary>
public class AwsTests
{
    [Fact]
    public async Task An_Instance_is_of_its_type_and_its_class_is_text_or_one_of_a_set()
    {
        const string Token = "aws:rds/instance:Instance";
        var run = new TestRun();
        await run.RunAsync(() =>
        {
            _ = new Instance("text", new InstanceArgs { InstanceClass = "db.m7g.large", StorageType = "gp3" });
            _ = new Instance("named", new InstanceArgs { InstanceClass = InstanceType.T4G_Micro, StorageType = StorageType.GP3 });
        });

        Assert.Equal(
            new Dictionary<string, object> { ["instanceClass"] = "db.m7g.large", ["storageType"] = "gp3" },
            run.Engine.Inputs(Token, "text"));
        Assert.Equal(
            new Dictionary<string, object> { ["instanceClass"] = "db.t4g.micro", ["storageType"] = "gp3" },
            run.Engine.Inputs(Token, "named"));
    }

    [Fact]
    public async Task Passwords_of_an_Instance_are_secret_inputs_and_outputs()
    {
        var args = new InstanceArgs { InstanceClass = "db.m7g.large", Password = "hidden" };
        var seen = await new TestRun().TransformAsync(options => _ = new Instance("i", args, options));

        Assert.Equal(["password", "passwordWo"], Assert.IsType<CustomResourceOptions>(seen.Options).AdditionalSecretOutputs.Order());
        await OutputAssert.SecretAsync(args.Password!.ToOutput());
    }

    [Fact]
    public async Task A_ParameterGroup_has_a_description_of_its_own()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new ParameterGroup("p", new ParameterGroupArgs
        {
            Family = "postgres18",
            Parameters = { new ParameterGroupParameterArgs { Name = "rds.force_ssl", Value = "1" } },
        }));

        var inputs = run.Engine.Inputs("aws:rds/parameterGroup:ParameterGroup", "p");
        Assert.Equal("Managed by Pulumi", inputs["description"]);
    }

    [Fact]
    public async Task What_is_structured_reaches_the_Provider_as_JSON()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Provider("aws", new ProviderArgs
        {
            Region = "eu-central-1",
            AllowedAccountIds = { "123456789012" },
            DefaultTags = new ProviderDefaultTagsArgs { Tags = { ["team"] = "web" } },
        }));

        var inputs = run.Engine.Inputs("pulumi:providers:aws", "aws");
        Assert.Equal("eu-central-1", inputs["region"]);
        Assert.Equal("""["123456789012"]""", inputs["allowedAccountIds"]);
        Assert.Equal("""{"tags":{"team":"web"}}""", inputs["defaultTags"]);
    }
}
