using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Checks.References;

/// <summary>Every volume that is mounted is declared, and every claim that is named exists.</summary>
internal sealed class VolumesExist : ICheck<CheckContext>
{
    public string Id => "volumes-exist";

    public string Sentence => "Every volume that a container mounts is declared, and every claim that is named exists";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var claims = context.Plan.OfKind(KubernetesKinds.PersistentVolumeClaim).Select(claim => claim.ObjectName).ToHashSet();
        foreach (var template in context.Templates)
        {
            var volumes = template.Spec.Items("volumes").Select(volume => volume.Text("name"))
                .Concat(template.Owner.Inputs.Items("spec.volumeClaimTemplates").Select(claim => claim.Text("metadata.name")))
                .ToHashSet();
            foreach (var mount in template
                    .Containers.SelectMany(container => container.Items("volumeMounts"))
                    .Select(mount => mount.Text("name"))
                    .Distinct()
                    .Where(mount => !volumes.Contains(mount)))
            {
                yield return new Finding(
                    template.Owner,
                    $"a container mounts volume {mount}, which is not declared",
                    "Declare the volume, or correct the name");
            }

            foreach (var claim in template
                    .Spec.Items("volumes")
                    .Select(volume => volume.Text("persistentVolumeClaim.claimName"))
                    .Where(claim => claim.Length > 0 && !claims.Contains(claim)))
            {
                yield return new Finding(
                    template.Owner,
                    $"it uses PersistentVolumeClaim {claim}, which is not there",
                    "Declare the claim, or correct the name");
            }
        }
    }
}
