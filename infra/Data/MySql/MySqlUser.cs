using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;

namespace Infra.Data.MySql;

/// <summary>
/// The step that makes the database and its user on a server that a cloud runs, and gives the user the password of each generation.
/// </summary>
internal static class MySqlUser
{
    /// <summary>The script by which the step is told from others.</summary>
    public const string Script = "mysql-user.sh";

    /// <summary>What the names of the steps end in.</summary>
    public const string Account = "user";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>The account of the step.</summary>
    /// <param name="service">The data service.</param>
    public static string AccountOf(string service) => $"{service}-{Account}";

    /// <summary>Declares it.</summary>
    /// <param name="name">The name of the data service.</param>
    /// <param name="identifier">What the server is called.</param>
    /// <param name="administrator">Who it is made with.</param>
    /// <param name="connection">How the application comes to it.</param>
    /// <param name="owner">The name of the secret with the user's password.</param>
    /// <param name="master">The name of the secret with the administrator's.</param>
    /// <param name="args">What the application needs.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public static Job Declare(
        string name,
        string identifier,
        string administrator,
        MySqlConnection connection,
        string owner,
        string master,
        DataServiceArgs<MySqlNeed, MySqlSettings> args,
        Resource parent,
        params IEnumerable<Resource> after)
    {
        var account = AccountOf(name);
        var asking = connection with { Username = administrator };
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(account, args.Placement, parent),
            Containers =
            [
                new StepContainer("user", MySqlImages.Server, Script)
                {
                    Arguments = [.. MySqlClient.Options(asking)],
                    Variables =
                    [
                        MySqlSecretKeys.Variable("MYSQL_PWD", master, MySqlSecretKeys.Password),
                        StepContainer.Told("NAME", connection.Database),
                        MySqlSecretKeys.Variable("USER_PASSWORD", owner, MySqlSecretKeys.Password),
                        StepContainer.Told("DEADLINE", $"{Timeout.TotalSeconds}"),
                    ],
                    Mounts = [.. MySqlClient.AuthorityMount(connection)],
                },
            ],
            Volumes = [.. MySqlClient.Authority(connection)],
            ClientLabels = connection.ClientLabels,
            Deadline = Timeout * 2,
        };
        var job = $"{account}-{ContentHash.Of([identifier, connection.Database, $"{args.Generation}"])}";
        return step.Declare(job, job, args.Placement, parent, after);
    }
}
