using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>That in a release, one resource comes after another.</summary>
/// <param name="Later">What waits.</param>
/// <param name="Earlier">What it waits for.</param>
internal sealed record ReleaseStep(PlannedResource Later, PlannedResource Earlier);
