using Infra.Faults;
using Infra.Tests.SettingsTests;

namespace Infra.Tests.Verbs;

/// <summary>Arguments that make no command.</summary>
public sealed class ArgumentTests
{
    private const string PreviewOptions = "--against, --application, --format, --out, --strict";

    [Theory]
    [InlineData("previw dev", "previw is no verb; see --help for the verbs. Use preview, or remove it.")]
    [InlineData(
        "deploy dev",
        "deploy is no verb; see --help for the verbs. Remove it, or use one of diff, new, pipeline, preview, schema."
    )]
    [InlineData("--strict preview dev", "--strict stands before preview; options come after the verb. Move it.")]
    [InlineData(
        "preview",
        "Required argument 'STACK' missing for command: 'preview'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData(
        "preview --strict",
        "Required argument 'STACK' missing for command: 'preview'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData(
        "preview dev --formt json",
        "--formt is no option of preview; see preview --help for its options. Use --format, or remove it."
    )]
    [InlineData(
        "preview --formt json",
        "--formt is no option of preview; see preview --help for its options. Use --format, or remove it."
    )]
    [InlineData(
        "preview -x",
        $"-x is no option of preview; see preview --help for its options. Remove it, or use one of {PreviewOptions}."
    )]
    [InlineData(
        "preview dev --frobnicate",
        $"--frobnicate is no option of preview; see preview --help for its options. Remove it, or use one of {PreviewOptions}."
    )]
    [InlineData("preview dev prod", "prod is one argument too many; see preview --help for what it takes. Remove it.")]
    [InlineData("preview dev --strict=maybe", "maybe is one argument too many; see preview --help for what it takes. Remove it.")]
    [InlineData("preview dev --format xml", "--format is \"xml\"; it takes text, json or markdown. Use one of these.")]
    [InlineData(
        "preview dev --format",
        "Required argument missing for option: '--format'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData(
        "preview dev --format text --format json",
        "Option '--format' expects a single argument but 2 were provided; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData(
        "preview dev --application",
        "Required argument missing for option: '--application'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData(
        "preview dev --out",
        "Required argument missing for option: '--out'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData(
        "preview dev --out --strict",
        "--out has no value; --strict after it is an option. Write its value after it, one that begins with '-' as --out=./-name."
    )]
    [InlineData(
        "preview dev --application --stric",
        "--application has no value; --stric after it is an option. "
            + "Write its value after it, one that begins with '-' as --application=./-name."
    )]
    [InlineData("preview @stack", "@stack is no argument; files of arguments are not read. Write the arguments out.")]
    [InlineData("preview dev --out @folder", "@folder is no argument; files of arguments are not read. Write the arguments out.")]
    [InlineData("preview Pulumi.dev.yaml", "Pulumi.dev.yaml is the name of a file; a stack is named without Pulumi. and .yaml. Use dev.")]
    [InlineData(
        "diff dev ./Pulumi.shop-eu.yaml",
        "./Pulumi.shop-eu.yaml is the name of a file; a stack is named without Pulumi. and .yaml. Use shop-eu."
    )]
    [InlineData(
        "new",
        "Required argument 'NAME' missing for command: 'new'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData("new shop api", "api is one argument too many; see new --help for what it takes. Remove it.")]
    [InlineData("schema dev", "dev is one argument too many; see schema --help for what it takes. Remove it.")]
    [InlineData("schema --format text", "--format is \"text\"; it takes json or markdown. Use one of these.")]
    [InlineData(
        "schema --strict",
        "--strict is no option of schema; see schema --help for its options. Remove it, or use one of --application, --format."
    )]
    public async Task They_are_refused_before_anything_is_read(string arguments, string message)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var commandLine = new CommandLine(output, error, folder: "/nowhere");
        var refusal = await Assert.ThrowsAsync<InputException>(() => commandLine.RunAsync(arguments.Split(' ')));

        Assert.Equal(message, string.Join('\n', refusal.Messages));
        Assert.Equal(("", ""), (output.ToString(), error.ToString()));
    }

    [Fact]
    public async Task Several_unknown_options_are_named_together()
    {
        using var project = new Project().With("dev", StackText.Of());
        Assert.Equal(
            $"""
            --formt is no option of preview; see preview --help for its options. Use --format, or remove it.
            --frobnicate is no option of preview; see preview --help for its options. Remove it, or use one of {PreviewOptions}.
            """,
            await project.RefusalAsync("dev", "--formt", "json", "--frobnicate"));
    }
}
