using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Applications;

/// <summary>What pods of applications are held to.</summary>
internal static class PodAssert
{
    /// <summary>Asserts that pods run as a user that is not root, with no right, and write to nothing but volumes.</summary>
    public static void Restricted(PodTemplate pod, int user)
    {
        Assert.True(pod.Spec.IsTrue("securityContext.runAsNonRoot"));
        Assert.Equal((user, user), (pod.Spec.Number("securityContext.runAsUser"), pod.Spec.Number("securityContext.fsGroup")));
        Assert.Equal("RuntimeDefault", pod.Spec.Text("securityContext.seccompProfile.type"));
        Assert.All(pod.Containers, container =>
            JsonAssert.Equal(
                """{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true}""",
                container["securityContext"]));
    }
}
