namespace Sdk.Generator.Model;

/// <summary>A custom resource.</summary>
/// <param name="ApiVersion">Its group and version, such as <c>example.com/v1</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Doc">What it is.</param>
/// <param name="Documentation">Where the operator documents it.</param>
/// <param name="Spec">Its only input besides metadata.</param>
internal sealed record CustomResourceKind(string ApiVersion, string Kind, string Doc, string Documentation, FieldSchema Spec)
{
    /// <summary>The type the engine knows it by.</summary>
    public string Token => $"kubernetes:{ApiVersion}:{Kind}";
}
