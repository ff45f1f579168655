using System.Text.Json.Nodes;
using StackPreview.Rendering;
using Infra.Tests.Support;
using Spectre.Console;

namespace Infra.Tests.Plans;

/// <summary>Whoever is exempt from the restricted Pod Security Standard is named in every report, with the reason.</summary>
public sealed class ExemptionTests
{
    private const string Reason = "It was made to run as root.";
    private const string Allowed = "runs as root, writes to its image's files";

    [Fact]
    public async Task The_text_names_them()
    {
        await using var text = new StringWriter { NewLine = "\n" };
        TextReport.Write((await Previews.OfAsync("prod", Showcase.Name)).Report(), text);
        Assert.Contains(
            $"Exempt from the restricted Pod Security Standard\n  desk                  {Allowed}  {Reason}\n",
            text.ToString());
    }

    [Fact]
    public async Task The_JSON_names_them()
    {
        await using var text = new StringWriter();
        JsonReport.Write((await Previews.OfAsync("prod", Showcase.Name)).Report(), text);
        var exemption = Assert.Single(JsonNode.Parse(text.ToString())!["exemptions"]!.AsArray())!;
        Assert.Equal(
            ("desk", Allowed, Reason),
            (exemption["workload"]!.ToString(), exemption["allowed"]!.ToString(), exemption["reason"]!.ToString()));
    }

    [Fact]
    public async Task The_terminal_names_them()
    {
        await using var text = new StringWriter();
        TerminalReport.Write(
            (await Previews.OfAsync("prod", Showcase.Name)).Report(),
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }));
        Assert.Contains("Exempt from the restricted Pod Security Standard", text.ToString());
    }

    [Fact]
    public async Task Nothing_is_said_where_nobody_is_exempt()
    {
        await using var text = new StringWriter();
        TextReport.Write((await Previews.OfAsync("prod")).Report(), text);
        Assert.DoesNotContain("Exempt", text.ToString());
    }
}
