using Infra.Tests.SettingsTests;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>What a stack file may not say of a recovery, each with what to do.</summary>
public sealed class RecoverySettingsTests
{
    [Theory]
    [InlineData(
        "recover: {from: old, targetTime: '2026-11-30T14:05:00'}",
        "recover.targetTime is \"2026-11-30T14:05:00\"; it takes a time with seconds and a zone (RFC 3339). "
            + "Use a value such as 2026-11-30T14:05:00Z, or remove the line.")]
    [InlineData(
        "recover: {from: old, targetTime: '2026-13-30T14:05:00Z'}",
        "recover.targetTime is \"2026-13-30T14:05:00Z\"; it takes a time with seconds and a zone (RFC 3339). "
            + "Use a value such as 2026-11-30T14:05:00Z, or remove the line.")]
    [InlineData(
        "recover: {from: old, backup: 20261130T020000, targetTime: '2026-11-30T14:05:00Z', immediate: true}",
        "recover.immediate is true; only one of `targetTime`, `targetName` and `immediate` can be set, and targetTime is. "
            + "Remove it, or targetTime.")]
    [InlineData(
        "recover: {from: old, targetTime: '2026-11-30T14:05:00Z', targetName: x}",
        "recover.targetName is \"x\"; only one of `targetTime`, `targetName` and `immediate` can be set, and targetTime is. "
            + "Remove it, or targetTime.")]
    [InlineData(
        "recover: {from: old, immediate: true}",
        "recover.immediate is true; it does not tell which base backup comes before it. "
            + "Add infra:postgres.recover.backup, or use targetTime in its place.")]
    [InlineData(
        "recover: {from: old, targetName: x}",
        "recover.targetName is \"x\"; it does not tell which base backup comes before it. "
            + "Add infra:postgres.recover.backup, or use targetTime in its place.")]
    [InlineData(
        "recover: {from: old, backup: newest}",
        "recover.backup is \"newest\"; it takes the identifier of a base backup, which is the time at which it began. "
            + "Use a value such as 20261130T020000, or remove the line.")]
    [InlineData(
        "archive: old, recover: {from: old}",
        "archive is \"old\"; it is the archive that is recovered from, and two histories in one archive are none. "
            + "Remove it, or set another, such as old-1.")]
    [InlineData(
        "incarnation: 2, formers: {postgres-2: remove}",
        "formers.postgres-2 is \"remove\"; it is the cluster that serves. Remove the line, or set another infra:postgres.incarnation.")]
    [InlineData(
        "incarnation: 10",
        "incarnation is 10; it takes a whole number from 1 to 9. Use 9 or less, or remove the line.")]
    [InlineData(
        "incarnation: 2, formers: {postgre: keep}",
        "formers.postgre is \"keep\"; no cluster of this service has such a name. Use infra:postgres.formers.postgres, or remove it.")]
    [InlineData(
        "formers: {postgres: gone}, incarnation: 2",
        "formers.postgres is \"gone\"; it takes one of keep, release, remove. Use one of these, or remove the line.")]
    public async Task Is_refused(string settings, string fault)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:postgres.{fault}",
            await Project.RefusalOfAsync(StackText.Of($"infra:postgres: {{{settings}}}")));

    [Fact]
    public async Task A_recovery_from_nothing_is_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:postgres.recover.from is missing; it takes a name of at most 63 lower-case letters, digits and '-' "
                + "that neither begins nor ends with '-'. Set it, for instance: "
                + "pulumi config set --path 'infra:postgres.recover.from' standard --stack dev.",
            await Project.RefusalOfAsync(StackText.Of("infra:postgres: {recover: {immediate: false}}")));

    [Theory]
    [InlineData("2026-11-30T14:05:00Z")]
    [InlineData("2026-11-30 14:05:00.123456+01:00")]
    public void A_time_has_its_zone_in_either_form(string time)
        => Assert.NotNull(
            Project.LoadText("dev", StackText.Of($"infra:postgres: {{recover: {{from: old, targetTime: '{time}'}}}}"))
                .OwnData.Postgres!.Recover!.TargetTime);
}
