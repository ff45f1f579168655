using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>A container: an image with a command and what it is given.</summary>
public abstract record ContainerDefinition
{
    /// <summary>The name: lower-case letters, digits and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its image, a key of <c>infra:release.images</c>: lower-case letters, digits and '-'.</summary>
    public required string Image { get; init; }

    /// <summary>The command. Default: the image's own.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The environment variables, all of them: no container gets what it does not name.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>Secrets that it reads as files.</summary>
    public ImmutableArray<SecretFile> SecretFiles { get; init; } = [];

    /// <summary>The volumes that outlive its pod.</summary>
    public ImmutableArray<VolumeMount> Volumes { get; init; } = [];

    /// <summary>Folders beside /tmp that it writes to and nobody misses when it ends: absolute paths.</summary>
    public ImmutableArray<string> ScratchFolders { get; init; } = [];

    /// <summary>Processor time and memory.</summary>
    public ResourceAmounts Resources { get; init; } = new();

    /// <summary>Every secret that it uses.</summary>
    public IEnumerable<SecretDefinition> Secrets
        => Variables.OfType<SecretVariable>().Select(variable => variable.Definition).Concat(SecretFiles.Select(file => file.Definition));
}
