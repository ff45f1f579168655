using Infra.Values;

namespace Infra.Tests.Values;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("2", "2")]
    [InlineData("0.5", "0.5")]
    [InlineData("250m", "0.25")]
    [InlineData("1500m", "1.5")]
    [InlineData("1k", "1000")]
    [InlineData("1M", "1000000")]
    [InlineData("1G", "1000000000")]
    [InlineData("1T", "1000000000000")]
    [InlineData("1Ki", "1024")]
    [InlineData("1Mi", "1048576")]
    [InlineData("1.5Gi", "1610612736")]
    [InlineData("1Ti", "1099511627776")]
    [InlineData("007", "7")]
    public void A_quantity_is_a_number_with_a_suffix(string text, string amount)
    {
        var quantity = Quantity.TryParse(text)!;
        Assert.Equal((text, decimal.Parse(amount)), (quantity.Text, quantity.Amount));
        Assert.Equal(quantity, Of(text));
        Assert.Equal(text, quantity.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.0Gi")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("5GB")]
    [InlineData("5gi")]
    [InlineData("5 Gi")]
    [InlineData(" 5Gi")]
    [InlineData("5Gi\n")]
    [InlineData("5Pi")]
    [InlineData("Gi")]
    [InlineData("٣Gi")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(Quantity.TryParse(text));
        Assert.Equal((false, text), (Of(text).IsValid, Of(text).Text));
        Assert.Throws<FormatException>(() => Of(text).Amount);
        Assert.Throws<FormatException>(() => Of(text).Mebibytes);
    }

    [Theory]
    [InlineData("1Gi", 1024)]
    [InlineData("1G", 953)]
    [InlineData("1.5Mi", 1)]
    [InlineData("1Ki", 0)]
    public void Mebibytes_are_rounded_down(string text, long mebibytes) => Assert.Equal(mebibytes, Of(text).Mebibytes);

    [Theory]
    [InlineData("2000m", "2")]
    [InlineData("1500m", "1500m")]
    [InlineData("0.25", "250m")]
    [InlineData("0.0001", "1m")]
    [InlineData("1000", "1k")]
    [InlineData("1000M", "1G")]
    [InlineData("1024M", "1024M")]
    [InlineData("5000T", "5P")]
    [InlineData("1Gi", "1Gi")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.1Gi", "107374183")]
    [InlineData("0.5Ki", "512")]
    public void The_canonical_form_is_the_one_that_Kubernetes_writes_back(string text, string canonical)
    {
        Assert.Equal(canonical, Of(text).Canonical);
        Assert.Throws<FormatException>(() => Of("2,5").Canonical);
    }

    [Fact]
    public void Quantities_are_equal_when_they_are_written_alike()
    {
        Assert.Equal(Of("1Gi"), Of("1Gi"));
        Assert.NotEqual(Of("1Gi"), Of("1024Mi"));
    }

    private static Quantity Of(string text) => text;
}
