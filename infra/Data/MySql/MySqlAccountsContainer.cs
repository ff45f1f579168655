using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>
/// The container that makes a database and its users when it starts, and makes them again when a restored database has others. It is ready
/// as long as the application gets in with the current password.
/// </summary>
internal static class MySqlAccountsContainer
{
    /// <summary>The probe that the script still runs. Its longest pause takes five minutes.</summary>
    internal const string IsTurning = "test -n \"$(find /tmp/turning -mmin -15)\"";

    /// <summary>The script.</summary>
    /// <param name="connect">The command that takes statements, without the user. Root's password is in <c>MYSQL_PWD</c>.</param>
    /// <param name="database">The name of the database and its user.</param>
    /// <param name="requiresTls">Whether the application's user connects with TLS only.</param>
    /// <remarks>
    /// Every five minutes it asks whether the application gets in, and changes nothing as long as it does: for a moment, the statements
    /// take its privileges away. If it does not, another pod may have set a newer password, and is about to take the place of this one:
    /// for the minute that this may take, the older password is not set again. Told to end, the script lets statements that run come to
    /// their end.
    /// </remarks>
    public static string Script(string connect, string database, bool requiresTls) => $$"""
        trap 'kill "$!" 2> /dev/null || :; exit 0' TERM
        pause() {
          touch /tmp/turning
          sleep "$1" &
          wait "$!"
        }
        apply() {
          timeout 20 {{connect}} --user=root <<SQL
        {{MySqlAccounts.Statements(database, requiresTls)}}
        SQL
        }
        works() {
          MYSQL_PWD="${{MySqlAccounts.PasswordVariable}}" timeout 20 {{connect}} --user={{database}} --execute='DO 0' {{database}}
        }
        rm -f /tmp/applied
        pause 0
        while :; do
          until apply && works; do
            pause 5
          done
          echo 'The accounts have the passwords of now.'
          touch /tmp/applied
          while pause 300; works || { rm /tmp/applied; pause 60; works; }; do
            touch /tmp/applied
          done
        done
        """;

    /// <summary>The container, which ends within twenty seconds.</summary>
    /// <param name="image">Its image, with MySQL's client.</param>
    /// <param name="script">The script.</param>
    /// <param name="rootPassword">The variable with root's password.</param>
    /// <param name="accounts">The secret with the passwords of the accounts.</param>
    /// <param name="mounts">Its volumes; one is a folder for temporary files.</param>
    public static ContainerArgs Of(
        string image,
        string script,
        EnvVarArgs rootPassword,
        Output<string> accounts,
        params VolumeMountArgs[] mounts)
    {
        return new ContainerArgs
        {
            Name = "accounts",
            Image = image,
            Command = { "/bin/sh", "-euc", script },
            Env =
            {
                rootPassword,
                MySqlSecretKeys.Variable(MySqlAccounts.PasswordVariable, accounts, MySqlSecretKeys.Password),
                MySqlSecretKeys.Variable(MySqlAccounts.MonitorPasswordVariable, accounts, MySqlSecretKeys.MonitorPassword),
            },
            // Whoever waits for the database may wait for long: that is no reason to start anew.
            StartupProbe = Running("test -f /tmp/turning", period: 5, failures: 12),
            ReadinessProbe = Running("test -f /tmp/applied", period: 5, failures: 3),
            LivenessProbe = Running(IsTurning, period: 60, failures: 3),
            Resources = PodDefaults.Resources("20m", "500m", "128Mi", "64Mi"),
            SecurityContext = PodDefaults.ContainerSecurity(),
            VolumeMounts = mounts,
        };

        static ProbeArgs Running(string command, int period, int failures)
            => new()
            {
                Exec = new ExecActionArgs { Command = { "/bin/sh", "-c", command } },
                PeriodSeconds = period,
                TimeoutSeconds = 5,
                FailureThreshold = failures,
            };
    }
}
