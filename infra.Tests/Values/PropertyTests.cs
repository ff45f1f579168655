using System.Globalization;
using CsCheck;
using Infra.Values;

namespace Infra.Tests.Values;

/// <summary>What holds of every value, tried on many that nobody thought of.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Suffixes = ["m", "", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti"];

    private static readonly Gen<string> Suffix = Gen.Int[0, Suffixes.Length - 1].Select(index => Suffixes[index]);

    private static readonly Gen<decimal> Number
        = Gen.Int[1, 1_000_000].Select(Gen.Int[0, 3], (digits, scale) => new decimal(digits, 0, 0, false, (byte)scale));

    private static readonly Gen<string> Part = Gen.String[Gen.Char["abcxyz019"], 1, 8];

    private static readonly Gen<char[]> Digits = Gen.Char["0123456789abcdef"].Array[64];

    private static readonly Gen<int[]> Hours = Gen.Int[0, 23].Array[1, 6];

    private static readonly Gen<int[]> Days = Gen.Int[0, 7].Array[1, 4];

    [Fact]
    public void A_duration_that_was_written_reads_back()
        => Gen.Int[0, int.MaxValue].Sample(seconds =>
        {
            var time = TimeSpan.FromSeconds(seconds);
            return Duration.TryParse(Duration.Format(time)) == time;
        });

    [Fact]
    public void A_duration_is_written_no_longer_than_it_was_read()
        => Gen.Int[1, 10_000].Select(Gen.Char["smhd"]).Sample((number, unit) =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
            return Duration.Format(Duration.TryParse(text)!.Value).Length <= text.Length;
        });

    [Fact]
    public void A_quantity_keeps_its_number_and_its_unit()
        => Number.Select(Suffix).Sample((number, suffix) =>
        {
            var quantity = Read(number, suffix);
            var isSame = quantity.Suffix == suffix && quantity.Amount / Read(1, suffix).Amount == number;
            return isSame && quantity == Quantity.Parse(quantity.ToString());
        });

    [Fact]
    public void Of_two_quantities_of_one_unit_the_greater_number_is_the_greater_amount()
        => Number.Select(Number, Suffix)
            .Sample((one, other, suffix) => Read(one, suffix).Amount.CompareTo(Read(other, suffix).Amount) == one.CompareTo(other));

    [Fact]
    public void Whole_mebibytes_are_never_more_than_the_amount_and_less_than_one_below_it()
        => Number.Select(Suffix).Sample((number, suffix) =>
        {
            var quantity = Read(number, suffix);
            var rest = quantity.Amount - (quantity.Mebibytes * 1024m * 1024);
            return rest is >= 0 and < 1024 * 1024;
        });

    [Fact]
    public void The_parts_of_an_image_reference_are_those_it_was_made_of()
        => Part.Array[1, 3].Select(Part, Digits).Sample((path, tag, digits) =>
        {
            var (repository, digest) = ("registry.example.com/" + string.Join('/', path), "sha256:" + new string(digits));
            return PartsOf(repository) == (repository, null, null)
                && PartsOf($"{repository}:{tag}") == (repository, tag, null)
                && PartsOf($"{repository}@{digest}") == (repository, null, digest)
                && PartsOf($"{repository}:{tag}@{digest}") == (repository, tag, digest);
        });

    [Fact]
    public void A_schedule_is_written_as_it_was_read()
        => Hours.Select(Days).Sample((hours, days) => CronSchedule.Parse(TextOf(hours, days)).ToString() == TextOf(hours, days));

    [Fact]
    public void More_runs_never_make_the_longest_interval_longer()
        => Hours.Select(Hours, Days, Days).Sample((hours, moreHours, days, moreDays) =>
        {
            var more = CronSchedule.Parse(TextOf([.. hours, .. moreHours], [.. days, .. moreDays]));
            return more.LongestInterval <= CronSchedule.Parse(TextOf(hours, days)).LongestInterval;
        });

    [Fact]
    public void A_schedule_whose_Sunday_is_zero_runs_at_the_same_times()
        => Hours.Select(Days).Sample((hours, days) =>
        {
            var schedule = CronSchedule.Parse(TextOf(hours, days));
            var other = CronSchedule.Parse(schedule.WithSundayAsZero);
            return !other.Text.Split(' ')[4].Contains('7') && other.LongestInterval == schedule.LongestInterval;
        });

    private static (string? Repository, string? Tag, string? Digest) PartsOf(string text)
    {
        var image = ImageReference.TryParse(text);
        return (image?.Repository, image?.Tag, image?.Digest);
    }

    private static string TextOf(int[] hours, int[] days) => $"0 {string.Join(',', hours)} * * {string.Join(',', days)}";

    private static Quantity Read(decimal number, string suffix) => Quantity.Parse(number.ToString(CultureInfo.InvariantCulture) + suffix);
}
