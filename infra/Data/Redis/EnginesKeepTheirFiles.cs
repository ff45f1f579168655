using Infra.Values;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Redis;

/// <summary>
/// Valkey and Redis write files of versions that the other does not know: Valkey 9 those from 80 on, Redis 7.4 and later those from 12 on
/// (https://github.com/valkey-io/valkey/issues/1604).
/// </summary>
internal sealed class EnginesKeepTheirFiles : IChangeRule
{
    private static readonly string[] Repositories = [RepositoryOf(RedisImages.Valkey), RepositoryOf(RedisImages.Redis)];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.After.Is(KubernetesKinds.StatefulSet)
           let old = EngineOf(pair.Before)
           let now = EngineOf(pair.After)
           where old is not null && now is not null && old != now
           select new ChangeFinding(
               pair.After.StableTitle,
               $"its image changes from {old} to {now}, which may not read the files on its volume: the server does not start then",
               "Leave the engine; for the other one, take the data over into a server with an empty volume",
               IsRefused: false);

    private static string? EngineOf(PlannedResource server)
        => PodTemplate.Of(server)?.Containers
            .Select(container => RepositoryOf(container.Text("image")))
            .FirstOrDefault(repository => Repositories.Contains(repository));

    private static string RepositoryOf(string image) => ImageReference.TryParse(image)?.Repository ?? image;
}
