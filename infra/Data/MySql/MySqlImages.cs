using Infra.Kubernetes.Percona;

namespace Infra.Data.MySql;

/// <summary>The images of MySQL 8.4 and of what belongs to it.</summary>
internal static class MySqlImages
{
    /// <summary>The server of the StatefulSet (https://github.com/docker-library/mysql), with the client and mysqldump.</summary>
    public const string Server = "docker.io/library/mysql:8.4.10";

    /// <summary>The exporter (https://github.com/prometheus/mysqld_exporter).</summary>
    public const string Exporter = "docker.io/prom/mysqld-exporter:v0.19.0";

    /// <summary>
    /// The server of Percona's operator, with the client; this and the next two are those of its release <see
    /// cref="PerconaOperator.Version"/>.
    /// </summary>
    public const string PerconaServer = "docker.io/percona/percona-server:8.4.10-10.1";

    /// <summary>What Percona's operator takes backups with.</summary>
    public const string Xtrabackup = "docker.io/percona/percona-xtrabackup:8.4.0-6.1";

    /// <summary>The proxy of Percona's operator.</summary>
    public const string Haproxy = "docker.io/percona/haproxy:2.8.18-1";

    /// <summary>What brings dumps to the object storage (https://github.com/rclone/rclone).</summary>
    public const string Uploader = "docker.io/rclone/rclone:1.75.1";
}
