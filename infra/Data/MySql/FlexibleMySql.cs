using Infra.Application;
using Infra.Applications.Model;
using Infra.Azure;
using Infra.Data.Flexible;
using Infra.Environments;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.DBforMySQL;
using Pulumi.AzureNative.DBforMySQL.Inputs;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data.MySql;

/// <summary>
/// MySQL on Azure Database for MySQL flexible server: a server that Azure backs up to any second, in a subnet of its own, without an
/// address on the internet. The application has a user of its own, whom a step in the cluster makes; nobody but that step has the
/// administrator's password.
/// </summary>
internal sealed class FlexibleMySql : ComponentResource, IDataServer<MySqlConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:FlexibleMySql";

    private const string Owner = "owner";
    private const string Master = RdsMySql.Master;
    private const int PasswordLength = 32;

    private readonly string _name;
    private readonly AzureAccount _account;
    private readonly DataServiceArgs<MySqlNeed, MySqlSettings> _args;
    private readonly FlexibleServerSettings _settings;

    public FlexibleMySql(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _account, _args, _settings) = (name, args.Azure!, args, args.Settings.Flexible!);
        var password = PasswordOf(Owner, SecretShape.Alphanumeric(PasswordLength));
        var administrator = PasswordOf(Master, SecretShape.Mixed(PasswordLength));
        var origin = args.Settings.ServerOrigin;
        var formers = origin.Formers
            .Where(former => former.Incarnation < origin.Incarnation)
            .Select(former => DeclareServer(former.Incarnation, administrator, former.IsProtected, source: null).Server)
            .ToList();
        var (server, settled) = DeclareServer(
            origin.Incarnation,
            administrator,
            args.Placement.Environment.ProtectsData,
            origin.RestoreTo is null ? null : formers[^1]);
        foreach (var alert in AlertsOf(args.Settings, args.Placement.Environment))
            alert.Declare(name, server.Id, _account, this);
        var authority = new CertificateAuthority(ServerElsewhere.SecretOf(name));
        Connection = new MySqlConnection
        {
            Host = HostName.MadeWith(server.FullyQualifiedDomainName),
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            HasTls = true,
            Authority = authority,
            Location = Identifier,
            ClientLabels = Labels.ClientOf(name),
            Ready = server,
            ResourceId = server.Id,
        };
        Connection = Connection with { Ready = DeclareUser(authority, password, administrator, settled) };
        if (args.ObjectStorage is not null)
            Connection = DeclareDumps();
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Nothing: what Azure Monitor measures, its alerts watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    /// <summary>The alerts on it.</summary>
    /// <param name="settings">The settings of MySQL.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<AzureMetricAlert> AlertsOf(MySqlSettings settings, EnvironmentTraits environment)
        => settings.Flexible is { } flexible
            ? FlexibleServerAlerts.Of(MySqlService.ServiceTitle, flexible, settings.MaxConnections, environment)
            : [];

    // What is dumped, or loaded before anybody connects.
    private MySqlConnection DeclareDumps()
    {
        var dump = new MySqlDump
        {
            Settings = _args.Settings.Dump,
            Connection = Connection,
            Accounts = Output.Create($"{_name}-{Owner}"),
        };
        dump.Declare(_name, _args, this);
        return MySqlLoad.Declare(_name, _args, dump, this) is { } load ? Connection with { Ready = load } : Connection;
    }

    private string Identifier => IdentifierOf(_args.Settings.ServerOrigin.Incarnation);

    private string IdentifierOf(int incarnation) => _account.UniqueNameOf(Incarnations.NameOf(_name, incarnation));

    private Output<string> PasswordOf(string part, SecretShape shape)
        => GeneratedValue.Of($"{_name}-{part}-password", shape, _args.Generation, this).Current;

    private (Server Server, Resource Settled) DeclareServer(int incarnation, Output<string> password, bool isProtected, Server? source)
    {
        var name = Incarnations.NameOf(_name, incarnation);
        var args = ServerOf(IdentifierOf(incarnation), password);
        if (source is not null)
        {
            args.CreateMode = CreateMode.PointInTimeRestore;
            args.SourceServerResourceId = source.Id;
            args.RestorePointInTime = _args.Settings.ServerOrigin.RestoreTo!.Text;
        }

        var protectsData = _args.Placement.Environment.ProtectsData;
        if (!isProtected && protectsData)
            args.Tags = InputMap<string>.Merge(_account.Tags, new InputMap<string> { [CloudTags.Released] = "true" });
        var options = _account.ChildOf(this);
        options.Protect = isProtected;
        options.IgnoreChanges.AddRange(FlexibleServers.OriginInputs);
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromHours(2), Update = TimeSpan.FromHours(2) };
        var server = new Server(name, args, options);
        if (protectsData)
            DeletionLock.Declare(name, server.Id, _account, this, isProtected);
        return (server, Configure(name, server));
    }

    private ServerArgs ServerOf(string identifier, Output<string> password) => new()
    {
        ServerName = identifier,
        ResourceGroupName = _account.ResourceGroup,
        Location = _account.Settings.Location,
        Version = _args.Settings.FlexibleVersion!,
        Sku = new MySQLServerSkuArgs { Name = _settings.Size, Tier = _settings.Tier },
        AdministratorLogin = FlexibleServerRules.Administrator,
        AdministratorLoginPassword = password,
        Storage = new StorageArgs
        {
            StorageSizeGB = (int)Math.Ceiling(_args.Settings.Storage.Amount / (1L << 30)),
            AutoGrow = EnableStatusEnum.Enabled,
        },
        Backup = new BackupArgs
        {
            BackupRetentionDays = _settings.RetentionDays,
            GeoRedundantBackup = _settings.IsGeoRedundant ? EnableStatusEnum.Enabled : EnableStatusEnum.Disabled,
        },
        HighAvailability = new HighAvailabilityArgs { Mode = _settings.HighAvailability },
        Network = new NetworkArgs
        {
            DelegatedSubnetResourceId = _account.SubnetOf(MySqlService.ServiceName),
            PrivateDnsZoneResourceId = _account.PrivateDnsZoneOf(MySqlService.ServiceName),
            PublicNetworkAccess = EnableStatusEnum.Disabled,
        },
        MaintenanceWindow = new MaintenanceWindowArgs
        {
            CustomWindow = "Enabled",
            DayOfWeek = _settings.MaintenanceDay,
            StartHour = _settings.MaintenanceHour,
            StartMinute = _settings.MaintenanceMinute,
        },
        Tags = _account.Tags,
    };

    // A server takes one change at a time, and says that it is busy to whoever brings a second one.
    private Resource Configure(string name, Server server)
    {
        Resource last = server;
        foreach (var (parameter, value) in new[]
        {
            (FlexibleServers.TlsParameter, "ON"),
            ("tls_version", "TLSv1.2,TLSv1.3"),
            ("slow_query_log", "ON"),
            ("long_query_time", "1"),
        })
        {
            last = new Configuration(
                $"{name}-{parameter.Replace('_', '-')}",
                new ConfigurationArgs
                {
                    ResourceGroupName = _account.ResourceGroup,
                    ServerName = server.Name,
                    ConfigurationName = parameter,
                    Value = value,
                    Source = ConfigurationSource.User_override,
                },
                _account.ChildOf(this, last));
        }

        return last;
    }

    private Job DeclareUser(CertificateAuthority authority, Output<string> password, Output<string> administrator, Resource settled)
    {
        Resource[] secrets =
        [
            DeclareSecret(authority.Secret, "Opaque", new() { [authority.Key] = SuppliedValue.Of(FlexibleServers.AuthorityBundle.Name) }),
            DeclareSecret(
                $"{_name}-{Owner}",
                "kubernetes.io/basic-auth",
                new() { ["username"] = _args.Need.Database, [MySqlSecretKeys.Password] = password }),
            DeclareSecret(
                $"{_name}-{Master}",
                "kubernetes.io/basic-auth",
                new() { ["username"] = FlexibleServerRules.Administrator, [MySqlSecretKeys.Password] = administrator }),
        ];
        var path = new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(Labels.ClientOf(_name)),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([.. _account.Settings.SubnetRanges.Select(NetworkRules.Addresses)], MySqlPorts.MySql) },
        };
        var policies = DataPolicies.Declare(_name, [KeyValuePair.Create("clients", path)], _args.Placement, this);
        return MySqlUser.Declare(
            _name,
            Identifier,
            FlexibleServerRules.Administrator,
            Connection,
            $"{_name}-{Owner}",
            $"{_name}-{Master}",
            _args,
            this,
            [settled, .. secrets, .. policies]);
    }

    private Secret DeclareSecret(string name, string type, InputMap<string> data)
        => new(
            name,
            new SecretArgs { Metadata = _args.Placement.Metadata(name), Type = type, StringData = data },
            _args.Placement.ChildOf(this));
}
