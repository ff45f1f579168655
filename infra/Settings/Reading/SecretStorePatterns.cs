using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>The forms of names in stores of secrets, for the program and for the JSON schema alike.</summary>
internal static partial class SecretStorePatterns
{
    /// <summary>The name of a secret in a store.</summary>
    public const string PathText = "^[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9-]+)*$";

    /// <summary>The name of a secret in a stack.</summary>
    public const string NameText = "^[A-Z][A-Z0-9_]*$";

    /// <summary>The ARN of a role.</summary>
    public const string RoleText = "^arn:aws(-[a-z-]+)?:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$";

    /// <summary>An identifier of Azure.</summary>
    public const string IdText = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    /// <summary>A path or a role in Vault.</summary>
    public const string MountText = "^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$";

    /// <summary>The name of a Key Vault, of at most 24 characters.</summary>
    public const string VaultText = "^[A-Za-z](-?[A-Za-z0-9]){2,23}$";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <inheritdoc cref="PathText"/>
    [GeneratedRegex(PathText, Options, 1000)]
    public static partial Regex PathPattern();

    /// <inheritdoc cref="NameText"/>
    [GeneratedRegex(NameText, Options, 1000)]
    public static partial Regex NamePattern();

    /// <inheritdoc cref="RoleText"/>
    [GeneratedRegex(RoleText, Options, 1000)]
    public static partial Regex RolePattern();

    /// <inheritdoc cref="IdText"/>
    [GeneratedRegex(IdText, Options, 1000)]
    public static partial Regex IdPattern();

    /// <inheritdoc cref="VaultText"/>
    [GeneratedRegex(VaultText, Options, 1000)]
    public static partial Regex VaultPattern();

    /// <inheritdoc cref="MountText"/>
    [GeneratedRegex(MountText, Options, 1000)]
    public static partial Regex MountPattern();
}
