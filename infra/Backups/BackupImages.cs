namespace Infra.Backups;

/// <summary>The images of what brings backups to the object storage and back.</summary>
internal static class BackupImages
{
    /// <summary>rclone, with a shell (https://github.com/rclone/rclone). The digest is that of all its platforms.</summary>
    public const string Rclone = "docker.io/rclone/rclone:1.75.2@sha256:2687085f718d3c628f7fdfb77c52a1d344332aed543110bb88088f2c70d43eb5";
}
