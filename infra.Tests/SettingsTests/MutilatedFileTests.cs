using Infra.Faults;
using Infra.Tests.Support;

namespace Infra.Tests.SettingsTests;

/// <summary>Stack files with slips of the pen.</summary>
public sealed class MutilatedFileTests
{
    private const int Files = 500;
    private const string Letters = "[]{}:,-?&*!|>'\"%@`#\n\t ab01~\\é";

    // The same files each time: the numbers of a seeded generator do not change.
    [Fact]
    public void Whatever_stands_in_a_stack_file_it_is_read_or_refused_with_messages()
    {
        var original = File.ReadAllText(Path.Combine(Repository.TestStacks, "Pulumi.dev.yaml"));
        var random = new Random(Seed: 1);
        using var project = new Project();
        var refused = 0;
        for (var file = 0; file < Files; file++)
        {
            var text = Mutilated(original[original.IndexOf("config:", StringComparison.Ordinal)..], random);
            try
            {
                Assert.NotNull(project.With("dev", text).Load("dev"));
            }
            catch (InputException refusal)
            {
                refused++;
                Assert.All(refusal.Messages, message => Assert.StartsWith("Pulumi.dev.yaml: ", message, StringComparison.Ordinal));
            }
        }

        Assert.InRange(refused, Files / 4, Files - 1);
    }

    private static string Mutilated(string text, Random random)
    {
        for (var slips = random.Next(1, 4); slips > 0; slips--)
        {
            var place = random.Next(text.Length);
            var letter = Letters[random.Next(Letters.Length)].ToString();
            text = random.Next(3) switch
            {
                0 => text.Insert(place, letter),
                1 => text.Remove(place, 1),
                _ => text.Remove(place, 1).Insert(place, letter),
            };
        }

        return text;
    }
}
