using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>The container beside a server that tells Prometheus how it is.</summary>
internal static class MySqlExporter
{
    /// <summary>The name of its port.</summary>
    public const string PortName = "metrics";

    // The user of the image.
    private const int UserId = 65534;

    /// <summary>The container.</summary>
    /// <param name="accounts">The secret with the password of its user.</param>
    /// <param name="options">What it collects besides its defaults.</param>
    public static ContainerArgs Container(Input<string> accounts, params IEnumerable<string> options)
    {
        var security = PodDefaults.ContainerSecurity();
        security.RunAsUser = UserId;
        security.RunAsGroup = UserId;
        return new ContainerArgs
        {
            Name = "exporter",
            Image = MySqlImages.Exporter,
            // The address, not the name: its account is that of the address.
            Args = new[] { $"--mysqld.address=127.0.0.1:{MySqlPorts.MySql}", $"--mysqld.username={MySqlAccounts.MonitorUser}" }
                .Concat(options)
                .ToArray(),
            Ports =
            {
                new ContainerPortArgs { Name = PortName, ContainerPortValue = MySqlPorts.Metrics },
            },
            Env = { MySqlSecretKeys.Variable("MYSQLD_EXPORTER_PASSWORD", accounts, MySqlSecretKeys.MonitorPassword) },
            LivenessProbe = PodDefaults.HttpProbe("/", PortName),
            Resources = PodDefaults.Resources("20m", "200m", "64Mi", "32Mi"),
            SecurityContext = security,
        };
    }
}
