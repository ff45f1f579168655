using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.PreviewTests.Rules;

namespace Infra.Tests.Platform.Secrets;

/// <summary>A generation of a secret goes up, by one at a time.</summary>
public sealed class GenerationsOnlyRiseTests
{
    [Fact]
    public void A_generation_that_goes_down_is_refused()
        => ChangeAssert.Refused(
            "RandomPassword key: its generation goes down from 3 to 2, so that the value in use is thrown away for one that has been "
                + "taken out of use. Leave it at 3 in infra:generations; for another value, raise it to 4.",
            SmallPlan.OfRandom("RandomPassword", "{}", "key-g2", "key-g3"),
            SmallPlan.OfRandom("RandomPassword", "{}", "key-g1", "key-g2"));

    [Fact]
    public void A_generation_that_goes_up_by_more_than_one_is_warned_of()
        => ChangeAssert.Warned(
            "RandomBytes key: its generation goes up from 9 to 11, so that no value is valid before and after, "
                + "and clients are refused until they are rolled. Raise it to 10 in infra:generations, deploy, and then go on.",
            SmallPlan.OfRandom("RandomBytes", "{}", "key-g8", "key-g9"),
            SmallPlan.OfRandom("RandomBytes", "{}", "key-g10", "key-g11"));

    [Fact]
    public void A_generation_that_goes_up_by_one_is_fine()
        => ChangeAssert.Fine(
            SmallPlan.OfRandom("RandomBytes", "{}", "key-g8", "key-g9"),
            SmallPlan.OfRandom("RandomBytes", "{}", "key-g9", "key-g10"));

    [Fact]
    public void A_secret_that_goes_has_no_generation()
        => ChangeAssert.Fine(SmallPlan.OfRandom("RandomBytes", "{}", "key-g2"), SmallPlan.Of());
}
