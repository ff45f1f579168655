using System.Security.Cryptography;
using System.Text;
using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Images;

/// <summary>The folder that an image is built from.</summary>
internal static class BuildContext
{
    // What builds leave behind and images do not hold.
    private static readonly HashSet<string> Ignored = [".git", ".venv", "node_modules", "__pycache__"];

    /// <summary>
    /// The folder, as the builder takes it: from the folder that the program runs in, so that no plan names one of a machine.
    /// </summary>
    public static string Find(StackSettings settings, ImageBuild build)
    {
        var folder = Path.GetFullPath(Path.Combine(settings.ProjectFolder ?? ".", settings.Release.Build!, build.Context));
        return Path.GetRelativePath(Environment.CurrentDirectory, folder);
    }

    /// <summary>
    /// What is the same as long as the folder's files and the build are: whether a migration is the same one is known before the image is
    /// built.
    /// </summary>
    public static string IdentityOf(string repository, string folder, ImageBuild build)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in new[] { build.Dockerfile, build.Target ?? "", build.Platform }.Concat(
                build.Arguments.Select(argument => $"{argument.Key}={argument.Value}")))
        {
            Append(line);
        }

        foreach (var file in FilesOf(new DirectoryInfo(folder)).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            Append(Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file.FullName)));
        }

        return $"{repository}@{Convert.ToHexStringLower(hash.GetHashAndReset())}";

        void Append(string line) => hash.AppendData(Encoding.UTF8.GetBytes($"{line}\n"));
    }

    private static IEnumerable<FileInfo> FilesOf(DirectoryInfo folder)
        => folder.Exists
            ? folder
                .EnumerateFiles()
                .Concat(
                    folder
                        .EnumerateDirectories()
                        .Where(inner => inner.LinkTarget is null && !Ignored.Contains(inner.Name))
                        .SelectMany(FilesOf))
            : [];
}
