using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Postgres;

/// <summary>
/// The step that makes the database and the role that owns it on a managed server, and gives the role the password of each generation.
/// </summary>
internal static class DatabaseRole
{
    /// <summary>The script by which the step is told from others.</summary>
    public const string Script = "database-role.sh";

    /// <summary>What the names of the steps end in.</summary>
    public const string Account = "role";

    /// <summary>What the name of the secret with the administrator's password ends in.</summary>
    public const string Master = "master";

    // Whatever runs a server makes it; another one is made from there.
    private const string FirstDatabase = "postgres";

    /// <summary>The account of the step.</summary>
    /// <param name="service">The data service.</param>
    public static string AccountOf(string service) => $"{service}-{Account}";

    /// <summary>Declares it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="client">Who asks the server as the role.</param>
    /// <param name="args">What the application needs.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public static Job Declare(
        ManagedServer server,
        PostgresClient client,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        Resource parent,
        params IEnumerable<Resource> after)
    {
        var name = AccountOf(client.Cluster);
        var administrator = client with
        {
            Database = FirstDatabase,
            User = server.Administrator,
            Owner = $"{client.Cluster}-{Master}",
        };
        var extensions = string.Join(' ', args.Need.Extensions);
        var password = new EnvVarArgs
        {
            Name = "ROLE_PASSWORD",
            ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = client.Owner, Key = "password" } },
        };
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(name, args.Placement, parent),
            Containers =
            [
                administrator.Asking(
                    "role",
                    Script,
                    StepContainer.Told("NAME", client.Database),
                    StepContainer.Told("EXTENSIONS", extensions),
                    password,
                    StepContainer.Told("DEADLINE", $"{PostgresClient.Timeout.TotalSeconds}")),
            ],
            Volumes = [client.Authority],
            ClientLabels = client.Labels,
            Deadline = PostgresClient.Timeout * 2,
        };
        var job = $"{name}-{ContentHash.Of([server.Identifier, client.Database, extensions, $"{args.Generation}"])}";
        return step.Declare(job, job, args.Placement, parent, after);
    }
}
