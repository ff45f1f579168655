using Infra.Application;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.Percona;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.MySql;

/// <summary>
/// MySQL in the cluster, run by Percona's operator: a group of instances of which one takes writes, proxies that know which one that is,
/// and whole backups at set times. The operator takes names of at most 22 characters.
/// </summary>
internal sealed class PerconaMySql : ComponentResource, IDataServer<MySqlConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:PerconaMySql";

    private readonly string _name;
    private readonly Placement _placement;

    public PerconaMySql(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _name = name;
        _placement = args.Placement;
        var users = DeclareUsers();
        var password = Generated("app-password", args.Generation);
        var accounts = new Secret(
            $"{name}-accounts",
            new SecretArgs
            {
                Metadata = _placement.Unnamed(name),
                Immutable = true,
                StringData = new InputMap<string>
                {
                    [MySqlSecretKeys.Password] = password,
                    [MySqlSecretKeys.MonitorPassword] = Generated("exporter-password", args.Generation),
                },
            },
            _placement.ChildOf(this));
        var credentials = new Secret(
            $"{name}-backup-credentials",
            new SecretArgs
            {
                Metadata = _placement.Metadata(PerconaBackups.CredentialsOf(name)),
                StringData = new InputMap<string>
                {
                    [PerconaBackups.AccessKeyId] = SuppliedValue.Of(PlatformSecrets.BackupAccessKeyId.Name),
                    [PerconaBackups.SecretAccessKey] = SuppliedValue.Of(PlatformSecrets.BackupSecretAccessKey.Name),
                },
            },
            _placement.ChildOf(this));
        var paths = PerconaNetwork.Policies(name, _placement, args.ObjectStorage!.Settings);
        var policies = DataPolicies.Declare(name, paths, _placement, this);
        var accountsName = accounts.Metadata.Apply(metadata => metadata.Name);
        var cluster = DeclareCluster(args, accountsName, [users, credentials, .. policies]);
        var deployment = PerconaAccounts.Declare(name, args, accountsName, this, cluster);

        Connection = new MySqlConnection
        {
            Host = $"{PerconaSpec.Service(name)}.{_placement.Namespace}.svc",
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Authority = new CertificateAuthority(PerconaSpec.CaSecret(name)),
            ClientLabels = Labels.ClientOf(name),
            Ready = deployment,
        };
        PerconaBackups.Declare(name, args, this, cluster);
        var dump = new MySqlDump { Settings = args.Settings.Dump, Connection = Connection, Accounts = accountsName };
        dump.Declare(name, args, this);
        MySqlDrill.Declare(name, args, dump, this);
        var origin = MySqlLoad.Declare(name, args, dump, this) ?? PerconaRecovery.Declare(name, args, this, deployment);
        if (origin is not null)
            Connection = Connection with { Ready = origin };
        var instances = PerconaSpec.PodLabels(name, PerconaSpec.InstanceRole);
        ScrapeTargets = [new ScrapeTarget(name, instances, MySqlExporter.PortName, MySqlPorts.Metrics)];
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }

    private CustomResource DeclareCluster(
        DataServiceArgs<MySqlNeed, MySqlSettings> args,
        Input<string> accounts,
        IEnumerable<Resource> after)
    {
        var metadata = _placement.Metadata(_name);
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = "jsonpath={.status.state}=ready" };
        // The primary last. Without the operator's other finalizer, volumes outlive the cluster.
        metadata.Finalizers = new[] { "percona.com/delete-mysql-pods-in-order" };
        var options = _placement.ChildOf(this, after);
        options.Protect = _placement.Environment.ProtectsData;
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(30), Update = TimeSpan.FromMinutes(60) };
        return new CustomResource(
            $"{_name}-cluster",
            new PerconaServerMySQLArgs
            {
                Metadata = metadata,
                Spec = PerconaSpec.Of(_name, args, accounts),
                Creates = PerconaSpec.Creates(_name, args.Settings),
            },
            options);
    }

    /// <summary>The passwords of the operator's own users. It watches them: the name is fixed, and they are changed in place.</summary>
    private Secret DeclareUsers()
    {
        var passwords = new InputMap<string>();
        foreach (var user in PerconaUsers.All)
            passwords.Add(user, Generated($"{user}-password"));
        var metadata = _placement.Metadata(PerconaUsers.SecretOf(_name));
        // The operator puts its own labels and annotations on it, which are in the way when a password changes, and would be taken back
        // with each refresh.
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.PatchForce] = "true" };
        var options = _placement.ChildOf(this);
        options.IgnoreChanges = ["metadata.labels", "metadata.annotations"];
        return new Secret($"{_name}-users", new SecretArgs { Metadata = metadata, StringData = passwords }, options);
    }

    private Output<string> Generated(string part, int generation = 1)
        => GeneratedValue.Of($"{_name}-{part}", SecretShape.Alphanumeric(32), generation, this).Current;
}
