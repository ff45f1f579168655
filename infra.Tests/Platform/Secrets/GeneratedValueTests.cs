using Infra.Applications.Model;
using Infra.Secrets;
using Infra.Tests.Support;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Platform.Secrets;

public sealed class GeneratedValueTests
{
    private const string Parent = "test:index:Parent";
    private const string Password = "random:index/randomPassword:RandomPassword";
    private const string Bytes = "random:index/randomBytes:RandomBytes";

    [Fact]
    public async Task Hexadecimal_digits_are_random_bytes()
    {
        var (registered, value) = await GenerateAsync(SecretShape.Hex(bytes: 24), new() { ["hex"] = "00ff", ["base64"] = "AP8=" });
        Assert.Equal((Bytes, "token-g1", 24d), (registered.Type, registered.Name, registered.Inputs["length"]));
        Assert.Equal("00ff", await OutputUtilities.GetValueAsync(value));
    }

    [Theory]
    [InlineData("a+b/c+d/", "a-b_c-d_")]
    [InlineData("YWI=", "YWI")]
    [InlineData("YQ==", "YQ")]
    [InlineData("YWJj", "YWJj")]
    public async Task URL_safe_base64_is_random_bytes_in_other_letters_and_without_padding(string base64, string expected)
    {
        var (registered, value) = await GenerateAsync(SecretShape.Base64Url(bytes: 32), new() { ["hex"] = "00", ["base64"] = base64 });
        Assert.Equal((Bytes, 32d), (registered.Type, registered.Inputs["length"]));
        Assert.Equal(expected, await OutputUtilities.GetValueAsync(value));
    }

    [Fact]
    public async Task Letters_and_digits_are_a_random_password_without_special_characters()
    {
        var (registered, value) = await GenerateAsync(SecretShape.Alphanumeric(characters: 40), new() { ["result"] = "abc" });
        Assert.Equal((Password, 40d, false), (registered.Type, registered.Inputs["length"], registered.Inputs["special"]));
        Assert.Equal("abc", await OutputUtilities.GetValueAsync(value));
    }

    [Fact]
    public async Task A_value_is_secret_even_if_its_provider_does_not_say_so()
    {
        foreach (var shape in new[] { SecretShape.Hex(16), SecretShape.Base64Url(16), SecretShape.Alphanumeric(16) })
        {
            var (_, value) = await GenerateAsync(shape, new() { ["hex"] = "plain", ["base64"] = "plain", ["result"] = "plain" });
            Assert.True(await Output.IsSecretAsync(value), $"{shape} is not secret.");
        }
    }

    /// <summary>What is registered for a secret called <c>token</c>, and the value of it.</summary>
    private static async Task<(MockResourceArgs Registered, Output<string> Value)> GenerateAsync(
        SecretShape shape,
        Dictionary<string, object> state)
    {
        var engine = new Mock<IMocks>(MockBehavior.Strict);
        MockResourceArgs? registered = null;
        engine
            .Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync(
                (MockResourceArgs args) => args.Type == Parent ? (null, new Dictionary<string, object>()) : ("id", Registered(args)));
        engine.Setup(mocks => mocks.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>())).Returns(Task.CompletedTask);
        Output<string>? value = null;
        await Configured.StartAsync(new Dictionary<string, string>(), () =>
            Deployment.TestAsync(engine.Object, new TestOptions { IsPreview = false }, () =>
            {
                value = GeneratedValue.Of("token", shape, generation: 1, new ComponentResource(Parent, "parent")).Current;
                return new Dictionary<string, object?>();
            }));
        engine.Verify(mocks => mocks.NewResourceAsync(It.Is<MockResourceArgs>(args => args.Type != Parent)), Times.Once);
        return (registered!, value!);

        object Registered(MockResourceArgs args)
        {
            registered = args;
            return state;
        }
    }
}
