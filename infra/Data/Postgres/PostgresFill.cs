using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Kubernetes;
using Infra.Kubernetes.BarmanCloud;
using Infra.Secrets;
using Infra.Steps;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>
/// The step that fills a new, empty database with a masked copy of another stack's, before anybody else connects. It is masked in a
/// scratch cluster; what reads the other stack's backups is declared as long as <c>recover.mask</c> is, and gone with that line.
/// </summary>
internal sealed record PostgresFill
{
    /// <summary>The script by which the step is told from others.</summary>
    public const string Script = "postgres-fill.sh";

    // What a column with personal data is often called, in English and in Portuguese.
    private const string Personal =
        "^name$|(^|_)(e?mail|phone|mobile|telephone|telefone|celular|whatsapp|fax|surname|nome|sobrenome|ip|"
            + "(first|last|full|display|push|nick|user|customer|client|contact|author)_?name|address(es)?|street|endereco|cep|zip_?code|"
            + "birth_?(day|date)|date_of_birth|nascimento|cpf|rg|cnpj|ssn|passport|iban|password|senha)s?(_|$)";

    // For what is left of an earlier run, for masking, and for bringing it over.
    private static readonly TimeSpan Beside = TimeSpan.FromHours(4);

    /// <summary>The secrets that the other stack's backups are read with.</summary>
    public static ImmutableArray<SuppliedSecret> Keys { get; } =
    [
        new("MASK_ACCESS_KEY_ID", IsOptional: false)
        {
            Meaning = "Access key of the backups that a masked copy is made of: it may list and get below their path, and nothing else.",
        },
        new("MASK_SECRET_ACCESS_KEY", IsOptional: false) { Meaning = "Secret key that belongs to it." },
    ];

    /// <summary>The name of the data service.</summary>
    public required string Service { get; init; }

    /// <summary>The size of the new database, and what is masked.</summary>
    public required DataServiceArgs<PostgresNeed, PostgresSettings> Args { get; init; }

    /// <summary>Who asks the new server.</summary>
    public required PostgresClient Client { get; init; }

    private string Name => NameOf(Service);

    /// <summary>The name of the step of a data service, of its scratch cluster, and of the object store that it reads from.</summary>
    public static string NameOf(string service) => ClusterName.OfScratch(service, "fill");

    /// <summary>Declares it and what it needs; null where nothing is copied.</summary>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What the new database serves after.</param>
    public Job? Declare(Resource parent, Resource after)
    {
        if (Args.Settings.Recover is not { Mask: { } source } recovery || Args.Need.Masking is not { } masking)
            return null;
        var placement = Args.Placement;
        var credentials = WatchedSecret.Declare(
            $"{Name}-credentials",
            "Opaque",
            new InputMap<string>
            {
                [ObjectStoreSpec.AccessKeyId] = SuppliedValue.Of(Keys[0].Name),
                [ObjectStoreSpec.SecretAccessKey] = SuppliedValue.Of(Keys[1].Name),
                [ObjectStoreSpec.Region] = source.Region,
            },
            placement,
            parent);
        var storeSpec = ObjectStoreSpec.Of(source, Args.Settings.Backup, credentials.Name);
        // It is only read.
        storeSpec.RetentionPolicy = null!;
        var store = new CustomResource(
            $"{Name}-object-store",
            new ObjectStoreArgs { Metadata = placement.Metadata(Name), Spec = storeSpec },
            placement.ChildOf(parent, credentials.Secret));
        var theirs = Args with
        {
            ObjectStorage = new ObjectStorage(source, Bucket: null),
            Settings = Args.Settings with { Import = null },
        };
        var policies = DataPolicies.Declare(Name, PostgresNetwork.Policies(Name, theirs), placement, parent);
        var masks = string.Join('\n', masking.Tables.Select(table => $"{table.Name}\t{string.Join(',', table.Columns)}\t{table.Update}"));
        var spec = ScratchClusterSpec.Of(Client, Args, Name, recovery);
        var hash = ContentHash.Of(Client.Cluster, source.Location, source.Endpoint?.OriginalString ?? "", spec, masks);
        var step = new PlatformStep
        {
            Account = ScratchCluster.DeclareAccount(Name, theirs, parent),
            Containers = [ScratchCluster.Tools(), Fill(spec, masks, masking, hash)],
            Deadline = Args.Settings.Drill.Deadline + Beside,
            ClientLabels = Client.Labels.Concat(Labels.ClientOf(Name)).ToDictionary(),
            Volumes = [Client.Authority, ScratchCluster.ToolsVolume],
            Creates = ScratchCluster.Creates(Name),
        };
        var job = $"{Name}-{hash}";
        return step.Declare(job, job, placement, parent, [after, store, .. policies]);
    }

    private StepContainer Fill(string spec, string masks, PostgresMasking masking, string hash)
    {
        var host = $"{Name}-rw.{Client.Namespace}.svc";
        var container = Client.Asking(
            "fill",
            Script,
            StepContainer.Told("SPEC", spec),
            StepContainer.Told("SOURCE", host),
            StepContainer.Told("RESTORED", $"host={host}"),
            StepContainer.Told("MASK", EmbeddedFile.Read("mask.sh")),
            StepContainer.Told("MASKS", masks),
            StepContainer.Told("PERSONAL", Personal),
            StepContainer.Told("KEPT", string.Join(' ', masking.NotPersonal)),
            StepContainer.Told("HASH", hash),
            StepContainer.Told("DEADLINE", $"{Args.Settings.Drill.Deadline.TotalSeconds}"));
        return ScratchCluster.In(container with { Memory = "256Mi", CpuLimit = "1" }, Name);
    }
}
