namespace Infra.Kubernetes;

/// <summary>
/// The pods in which cert-manager answers the question of an ACME server while a certificate is being ordered
/// (https://cert-manager.io/docs/configuration/acme/http01/).
/// </summary>
internal static class AcmeSolver
{
    /// <summary>The label of these pods; its value is <c>true</c>.</summary>
    public const string Label = "acme.cert-manager.io/http01-solver";

    /// <summary>Their port.</summary>
    public const int Port = 8089;

    /// <summary>The labels that select them.</summary>
    public static Dictionary<string, string> PodLabels => new() { [Label] = "true" };
}
