using System.Collections.Immutable;
using Infra.Applications.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>How the platform's own clients connect.</summary>
internal static class MySqlClient
{
    private static readonly string Folder = DataServiceNames.CaFolderOf(MySqlService.ServiceName);
    private static readonly string Volume = DataServiceNames.CaVolumeOf(MySqlService.ServiceName);

    /// <summary>
    /// The options of a client, without the password (https://dev.mysql.com/doc/refman/8.4/en/connection-options.html). Where there is a
    /// certificate authority, the server and its name are held to it.
    /// </summary>
    public static ImmutableArray<Input<string>> Options(MySqlConnection connection)
    {
        Input<string>[] verifying = connection.Authority is { } authority
            ? ["--ssl-mode=VERIFY_IDENTITY", $"--ssl-ca={Folder}/{authority.Key}"]
            : [];
        return [Output.Format($"--host={connection.Host.Name}"), $"--user={connection.Username}", .. verifying];
    }

    /// <summary>The volume with the certificate authority; none where there is none.</summary>
    public static IEnumerable<VolumeArgs> Authority(MySqlConnection connection)
    {
        if (connection.Authority is not { } authority)
            yield break;
        yield return new VolumeArgs
        {
            Name = Volume,
            Secret = new SecretVolumeSourceArgs
            {
                SecretName = authority.Secret,
                Items = { new KeyToPathArgs { Key = authority.Key, Path = authority.Key } },
            },
        };
    }

    /// <summary>The mount of <see cref="Authority"/>.</summary>
    public static IEnumerable<VolumeMountArgs> AuthorityMount(MySqlConnection connection)
    {
        if (connection.Authority is not null)
            yield return new VolumeMountArgs { Name = Volume, MountPath = Folder, ReadOnly = true };
    }
}
