using Infra.Applications.Model;
using Infra.Azure;
using Infra.Data.Flexible;
using Infra.Observability;
using Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;
using Pulumi.AzureNative.DBforPostgreSQL.Inputs;

namespace Infra.Data.Postgres;

/// <summary>
/// Postgres on Azure Database for PostgreSQL flexible server: a server that Azure backs up to any second, in a subnet of its own, without
/// an address on the internet. The application has a role of its own, which a step in the cluster makes; nobody but that step has the
/// administrator's password.
/// </summary>
internal sealed class FlexiblePostgres : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:FlexiblePostgres";

    private readonly string _name;
    private readonly AzureAccount _account;
    private readonly DataServiceArgs<PostgresNeed, PostgresSettings> _args;
    private readonly FlexibleServerSettings _settings;

    public FlexiblePostgres(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _account, _args, _settings) = (name, args.Azure!, args, args.Settings.Flexible!);
        var access = new ManagedAccess(name, args, SecretShape.Mixed(ManagedAccess.PasswordLength), this);
        var formers = args.Settings.Formers
            .Where(former => former.Incarnation < args.Settings.Incarnation)
            .Select(former => DeclareServer(former.Incarnation, access.AdministratorPassword, former.IsProtected, source: null).Server)
            .ToList();
        var (server, settled) = DeclareServer(
            args.Settings.Incarnation,
            access.AdministratorPassword,
            args.Placement.Environment.ProtectsData,
            args.Settings.RestoreTo is null ? null : formers[^1]);
        foreach (var alert in AlertsOf(args.Settings, args.Placement.Environment))
            alert.Declare(_name, server.Id, _account, this);
        Connection = access.Connect(
            new ManagedServer(
                IdentifierOf(args.Settings.Incarnation),
                server.FullyQualifiedDomainName,
                server.Id,
                FlexibleServerRules.Administrator,
                FlexibleServers.AuthorityBundle,
                _account.Settings.SubnetRanges),
            settled);
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public PostgresConnection Connection { get; }

    /// <summary>Nothing: what Azure Monitor measures, its alerts watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    /// <summary>The alerts on it.</summary>
    /// <param name="settings">The settings of Postgres.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<AzureMetricAlert> AlertsOf(PostgresSettings settings, Environments.EnvironmentTraits environment)
        => settings.Flexible is not { } flexible
            ? []
            : FlexibleServerAlerts
                .Of("Postgres", flexible, settings.MaxConnections, environment)
                .Append(new AzureMetricAlert(
                    "down",
                    "is_db_alive",
                    1,
                    Severity.Critical,
                    "Postgres on Azure does not answer. Look at the health of the resource in Azure, and at its failovers.")
                {
                    IsBelow = true,
                    Aggregation = "Maximum",
                    Window = "PT5M",
                });

    private string IdentifierOf(int incarnation) => _account.UniqueNameOf(Incarnations.NameOf(_name, incarnation));

    private (Server Server, Resource Settled) DeclareServer(int incarnation, Output<string> password, bool isProtected, Server? source)
    {
        var name = Incarnations.NameOf(_name, incarnation);
        var args = ServerOf(IdentifierOf(incarnation), password);
        if (source is not null)
        {
            args.CreateMode = CreateMode.PointInTimeRestore;
            args.SourceServerResourceId = source.Id;
            args.PointInTimeUTC = _args.Settings.RestoreTo!.Text;
        }

        if (!isProtected && _args.Placement.Environment.ProtectsData)
            args.Tags = InputMap<string>.Merge(_account.Tags, new InputMap<string> { [CloudTags.Released] = "true" });
        var options = _account.ChildOf(this);
        options.Protect = isProtected;
        options.IgnoreChanges.AddRange(FlexibleServers.OriginInputs);
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromHours(2), Update = TimeSpan.FromHours(2) };
        var server = new Server(name, args, options);
        if (_args.Placement.Environment.ProtectsData)
            DeletionLock.Declare(name, server.Id, _account, this, isProtected);
        return (server, Configure(name, server));
    }

    private ServerArgs ServerOf(string identifier, Output<string> password) => new()
    {
        ServerName = identifier,
        ResourceGroupName = _account.ResourceGroup,
        Location = _account.Settings.Location,
        Version = $"{_args.Settings.Version}",
        Sku = new SkuArgs { Name = _settings.Size, Tier = _settings.Tier },
        AdministratorLogin = FlexibleServerRules.Administrator,
        AdministratorLoginPassword = password,
        AuthConfig = new AuthConfigArgs { ActiveDirectoryAuth = MicrosoftEntraAuth.Disabled, PasswordAuth = PasswordBasedAuth.Enabled },
        Storage = new StorageArgs
        {
            StorageSizeGB = (int)Math.Ceiling(_args.Settings.Storage.Amount / (1L << 30)),
            AutoGrow = StorageAutoGrow.Enabled,
        },
        Backup = new BackupArgs
        {
            BackupRetentionDays = _settings.RetentionDays,
            GeoRedundantBackup =
                _settings.IsGeoRedundant ? GeographicallyRedundantBackup.Enabled : GeographicallyRedundantBackup.Disabled,
        },
        HighAvailability = new HighAvailabilityArgs { Mode = _settings.HighAvailability },
        Network = new NetworkArgs
        {
            DelegatedSubnetResourceId = _account.SubnetOf(PostgresService.ServiceName),
            PrivateDnsZoneArmResourceId = _account.PrivateDnsZoneOf(PostgresService.ServiceName),
            PublicNetworkAccess = ServerPublicNetworkAccessState.Disabled,
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
        foreach (var (parameter, value) in ParametersOf(_args.Need))
        {
            last = new Configuration(
                $"{name}-{parameter.Replace('_', '-').Replace('.', '-')}",
                new ConfigurationArgs
                {
                    ResourceGroupName = _account.ResourceGroup,
                    ServerName = server.Name,
                    ConfigurationName = parameter,
                    Value = value,
                    Source = "user-override",
                },
                _account.ChildOf(this, last));
        }

        return last;
    }

    // All of them can be changed while the server runs.
    private static IEnumerable<(string Parameter, string Value)> ParametersOf(PostgresNeed need)
    {
        yield return (FlexibleServers.TlsParameter, "ON");
        yield return ("ssl_min_protocol_version", "TLSv1.2");
        yield return ("log_min_duration_statement", "1000");
        yield return ("log_lock_waits", "ON");
        yield return ("log_temp_files", "10240");
        yield return ("log_autovacuum_min_duration", "10000");
        if (!need.Extensions.IsEmpty)
            yield return ("azure.extensions", string.Join(',', need.Extensions.Order(StringComparer.Ordinal)).ToUpperInvariant());
    }
}
