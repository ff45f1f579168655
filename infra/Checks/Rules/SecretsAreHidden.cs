using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Secrets stand in Secrets, and nowhere else.</summary>
internal sealed partial class SecretsAreHidden : ICheck<CheckContext>
{
    public string Id => "secrets-hidden";

    public string Sentence => "Secrets stand in the data of Secrets and in secret outputs, and nowhere else";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        foreach (var resource in plan.Resources)
        {
            foreach (var path in MaskedPaths(resource.Inputs).Where(path => !IsPlaceOfSecrets(resource, path)))
                yield return new Finding(resource, $"a secret stands at {path}", "Put it into a Secret, and refer to that");
            foreach (var variable in PlainVariables(resource).Where(variable => SecretName().IsMatch(variable)))
                yield return new Finding(resource, $"{variable} is written down in plain text", "Make it a secret of the application");
        }

        var stack = plan.Resources.Single(resource => resource.Parent is null);
        foreach (var (name, value) in plan.Outputs)
        {
            if (context.SecretOutputs.Contains(name) && value is not null && value.ToString() != PlannedResource.Masked)
                yield return new Finding(stack, $"output {name} is not secret", "Make it a secret output");
        }
    }

    // The data of a Secret, and what an image is pushed with, which the engine keeps encrypted.
    private static bool IsPlaceOfSecrets(PlannedResource resource, string path)
        => resource.Facts.SecretPaths.Contains(path)
        || resource.Facts.SecretMaps.Any(map =>
            path == map || path.StartsWith($"{map}.", StringComparison.Ordinal) || path.StartsWith($"{map}[", StringComparison.Ordinal));

    private static IEnumerable<string> MaskedPaths(JsonNode inputs)
        => from field in inputs.WithDescendants()
           where field.Value is JsonValue value && value.TryGetValue<string>(out var text) && text == PlannedResource.Masked
           select field.Value.GetPath()["$.".Length..];

    private static IEnumerable<string> PlainVariables(PlannedResource resource)
        => resource.Is(KubernetesKinds.ConfigMap)
            ? resource.Inputs.Entries("data").Select(entry => entry.Key)
            : from container in PodTemplate.Of(resource)?.Containers ?? []
              from variable in container.Items("env")
              where variable.At("value") is not null
              select variable.Text("name");

    // Words at the end of the name, or before its form: MAX_TOKENS and ACCESS_TOKEN_EXPIRE_MINUTES are none.
    [GeneratedRegex(
        "(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|SALT|(PRIVATE|SECRET|API|ACCESS|SIGNING|ENCRYPTION)_KEY|WEBHOOK(_URL)?|CREDENTIALS?)"
            + "(_(PEM|JSON|BASE64|HEX))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex SecretName();
}
