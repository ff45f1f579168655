namespace Infra.Tests.SettingsTests;

/// <summary>All that is wrong is said at once.</summary>
public sealed class TenFaultsTests
{
    [Fact]
    public async Task A_stack_file_with_ten_faults_gives_ten_messages_in_one_run()
        => Assert.Equal(
            string.Join(
                '\n',
                "Pulumi.prod.yaml: infra:application is \"refrence\"; "
                    + $"it takes one of {Project.Applications}. Use reference, or remove the line.",
                "Pulumi.prod.yaml: infra:release.images.reference is \"registry.example.com/reference:1.0.0\"; "
                    + "a tag can be moved, so this environment takes images by digest. "
                    + "Use registry.example.com/reference@sha256:<digest>, which pushing the image prints.",
                "Pulumi.prod.yaml: infra:postgres.storage is \"50GB\"; "
                    + "it takes a quantity from 1Gi to 64Ti. Use 1Gi or more, or remove the line.",
                "Pulumi.prod.yaml: infra:postgres.backup.retentionDays is 400; "
                    + "it takes a whole number from 1 to 365. Use 365 or less, or remove the line.",
                "Pulumi.prod.yaml: infra:redis.enabled is false; "
                    + "application reference needs Redis. Remove the line, or deploy another application.",
                "Pulumi.prod.yaml: infra:objectStorage.destination is missing; "
                    + "it takes an address of the form s3://host[/path]. Set it, for instance: "
                    + "pulumi config set --path 'infra:objectStorage.destination' s3://my-backups/reference --stack prod.",
                "Pulumi.prod.yaml: infra:edge.hosts.api is \"https://api.example.com\"; "
                    + "it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.",
                "Pulumi.prod.yaml: infra:workloads.api.scaling.maxReplicas is 2; "
                    + "it is at least minReplicas, which is 3. Use 3 or more, or lower minReplicas.",
                "Pulumi.prod.yaml: infra:SLACK_WEBHOOK_URL is in plain text; "
                    + "secrets are encrypted. Set it again: pulumi config set --secret SLACK_WEBHOOK_URL --stack prod, "
                    + "and revoke the value that was readable.",
                "Pulumi.prod.yaml: infra:qdrnt is set; there is no such setting. Use infra:qdrant, or remove it."),
            await Project.RefusalOfAsync(
                """
                config:
                  infra:application: refrence
                  infra:postgres:
                    storage: 50GB
                    backup:
                      retentionDays: 400
                  infra:redis:
                    enabled: false
                  infra:qdrnt: {}
                  infra:objectStorage:
                    endpoint: https://s3.example.com
                  infra:edge:
                    hosts:
                      api: https://api.example.com
                  infra:workloads:
                    api:
                      scaling:
                        maxReplicas: 2
                  infra:release:
                    images:
                      reference: registry.example.com/reference:1.0.0
                  infra:SLACK_WEBHOOK_URL: https://hooks.example.com/T0/B0/x
                """,
                "prod"));
}
