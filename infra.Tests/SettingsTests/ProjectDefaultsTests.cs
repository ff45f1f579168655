using Infra.Tests.Support;
namespace Infra.Tests.SettingsTests;

/// <summary>Pulumi.yaml may hold defaults for all stacks.</summary>
public sealed class ProjectDefaultsTests
{
    [Theory]
    [InlineData("redis: {memory: 300Mi}")]
    [InlineData("redis: {value: {memory: 300Mi}}")]
    [InlineData("redis: {default: {memory: 300Mi}}")]
    [InlineData("redis: {type: object, default: {memory: 300Mi}}")]
    [InlineData("infra:redis: {memory: 300Mi}")]
    [InlineData("infra:redis: {value: {memory: 300Mi}}")]
    [InlineData("infra:redis: {default: {memory: 300Mi}}")]
    public void A_default_of_the_project_applies(string declaration)
    {
        using var project = ProjectWith(declaration).With("dev", StackText.Of());
        Assert.Equal("300Mi", project.Load("dev").OwnData.Redis!.Memory.Text);
    }

    [Theory]
    [InlineData("redis: {value: {memory: 300Mi}}")]
    [InlineData("infra:redis: {memory: 300Mi}")]
    public void The_stack_file_overrides_it_as_a_whole(string declaration)
    {
        using var project = ProjectWith(declaration).With("dev", StackText.Of("infra:redis: {cpu: 150m}"));
        var redis = project.Load("dev").OwnData.Redis!;
        Assert.Equal("128Mi 150m", $"{redis.Memory} {redis.Cpu}");
    }

    [Theory]
    [InlineData("application: reference")]
    [InlineData("application: {value: reference}")]
    [InlineData("infra:application: {type: string, default: reference}")]
    public void A_default_may_be_one_value(string declaration)
    {
        using var project = ProjectWith(declaration).With("dev", StackText.Of());
        Assert.Equal("reference", project.Load("dev").Application.Name);
    }

    [Theory]
    [InlineData("redis: {type: object}")]
    [InlineData("environment: {type: string, description: Which environment the stack is.}")]
    public void A_declaration_without_a_default_sets_nothing(string declaration)
    {
        using var project = ProjectWith(declaration).With("dev", StackText.Of());
        Assert.Equal("128Mi", project.Load("dev").OwnData.Redis!.Memory.Text);
    }

    [Fact]
    public async Task A_default_is_held_to_the_same_rules()
    {
        using var project = ProjectWith("redis: {value: {memory: lots}}").With("dev", StackText.Of());
        Assert.Equal(
            "Pulumi.yaml: infra:redis.memory is \"lots\"; "
                + "it takes a quantity from 64Mi to 64Ti. Use 64Mi or more, or remove the line.",
            await project.RefusalAsync("dev"));
    }

    private static Project ProjectWith(string declaration)
        => new($"name: infra\nruntime: dotnet\nconfig:\n  {declaration}\n  aws:region: eu-central-1\n");
}
