namespace Pulumi.Testing;

/// <summary>What a test pretends to deploy.</summary>
public class TestOptions
{
    /// <summary>The project's name. Default: <c>project</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The stack's name. Default: <c>stack</c>.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether this is a preview: outputs that mocks leave out are unknown. Default: true.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>The organization's name. Default: <c>organization</c>.</summary>
    public string? OrganizationName { get; set; }
}
