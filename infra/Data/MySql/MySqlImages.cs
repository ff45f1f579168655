using Infra.Kubernetes.Percona;

namespace Infra.Data.MySql;

/// <summary>The images of MySQL 8.4 and of what belongs to it.</summary>
internal static class MySqlImages
{
    /// <summary>The server of the StatefulSet (https://github.com/docker-library/mysql), with the client and mysqldump.</summary>
    public const string Server =
        "docker.io/library/mysql:8.4.11@sha256:85b9bf2e29cf836ecb8c2a15a935d4ba0c606631dff1dd79531a11983c638f2a";

    /// <summary>The exporter (https://github.com/prometheus/mysqld_exporter).</summary>
    public const string Exporter =
        "docker.io/prom/mysqld-exporter:v0.20.0@sha256:abed8dac117b4ae5b70757f988e44795935b9a72c3b58d720c67ba688f8cb79e";

    /// <summary>
    /// The server of Percona's operator, with the client; this and the next two are those of its release <see
    /// cref="PerconaOperator.Version"/>.
    /// </summary>
    public const string PerconaServer = "docker.io/percona/percona-server:8.4.10-10.1";

    /// <summary>What Percona's operator takes backups with.</summary>
    public const string Xtrabackup = "docker.io/percona/percona-xtrabackup:8.4.0-6.1";

    /// <summary>The proxy of Percona's operator.</summary>
    public const string Haproxy = "docker.io/percona/haproxy:2.8.18-1";
}
