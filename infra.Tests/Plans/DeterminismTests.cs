using System.Globalization;
using Infra.Tests.Support;
using StackPreview.Rendering;

namespace Infra.Tests.Plans;

/// <summary>The same stack file is the same plan, to the byte, in every culture and at every time.</summary>
public sealed class DeterminismTests
{
    // A dotless i, and commas in numbers.
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public async Task Preview_is_the_same_in_every_culture(string culture)
    {
        var expected = Shown(await Previews.OfAsync("prod"));
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;

        var preview = await Preview.RunAsync(Previews.SettingsOf("prod"), "prod", Catalog.Default);

        Assert.Equal(culture, CultureInfo.CurrentCulture.Name);
        Assert.Equal(expected, Shown(preview));
    }

    [Fact]
    public async Task Previews_that_run_at_once_are_the_same()
    {
        var previews = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => Preview.RunAsync(Previews.SettingsOf("dev"), "dev", Catalog.Default))));
        Assert.Single(previews.Select(Shown).Distinct());
    }

    private static string Shown(Preview preview)
    {
        using var text = new StringWriter();
        TextReport.Write(preview.Report(), text);
        JsonReport.Write(preview.Report(), text);
        foreach (var (fileName, manifest) in ManifestWriter.Write(preview.Plan))
            text.Write($"# {fileName}\n{manifest}");
        return text.ToString();
    }
}
