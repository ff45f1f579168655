using System.Collections.Immutable;

namespace StackPreview.Comparison;

/// <summary>A difference that several resources have alike, to be said once.</summary>
/// <param name="Place">
/// The end of its path, which is the same in all: <c>image</c>, <c>labels.team</c>, <c>env[LOG_LEVEL].value</c>.
/// </param>
/// <param name="Field">The difference, as the first of them has it.</param>
/// <param name="Resources">The resources that have it.</param>
internal sealed record SharedChange(string Place, FieldChange Field, ImmutableArray<ResourceChange> Resources);
