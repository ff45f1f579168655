using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration, one namespace of it.</summary>
public sealed class Config
{
    private readonly string _name;

    /// <summary>Reads the namespace.</summary>
    /// <param name="name">The namespace. Default: the project's name.</param>
    public Config(string? name = null) => _name = name ?? Deployment.Instance.ProjectName;

    private delegate bool TryParse<T>(string text, out T value);

    /// <summary>The value, or null.</summary>
    public string? Get(string key) => Deployment.Required.GetConfig(FullKey(key));

    /// <summary>The value as a secret, or null.</summary>
    public Output<string>? GetSecret(string key) => AsSecret(Get(key));

    /// <summary>The value, <c>true</c> or <c>false</c>, or null.</summary>
    /// <exception cref="RunException">The value is neither.</exception>
    public bool? GetBoolean(string key) => Parse<bool>(key, TryParseBoolean);

    /// <inheritdoc cref="GetBoolean"/>
    public Output<bool>? GetSecretBoolean(string key) => AsSecret(GetBoolean(key));

    /// <summary>The value as a whole number, or null.</summary>
    /// <exception cref="RunException">The value is none.</exception>
    public int? GetInt32(string key) => Parse<int>(key, int.TryParse);

    /// <inheritdoc cref="GetInt32"/>
    public Output<int>? GetSecretInt32(string key) => AsSecret(GetInt32(key));

    /// <summary>The value as a number, or null.</summary>
    /// <exception cref="RunException">The value is none.</exception>
    public double? GetDouble(string key) => Parse<double>(key, TryParseDouble);

    /// <inheritdoc cref="GetDouble"/>
    public Output<double>? GetSecretDouble(string key) => AsSecret(GetDouble(key));

    /// <summary>The JSON value as an object, or the type's default.</summary>
    /// <exception cref="RunException">The value is no such object.</exception>
    [return: MaybeNull]
    public T GetObject<T>(string key) => GetObject<T>(key, JsonSerializerOptions.Default);

    /// <inheritdoc cref="GetObject{T}(string)"/>
    /// <param name="key">The key.</param>
    /// <param name="options">How to read the JSON.</param>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options)
    {
        if (Get(key) is not { } text)
            return default;

        try
        {
            return JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException exception)
        {
            throw Invalid(key, text, typeof(T).FullName!, exception);
        }
    }

    /// <summary>The JSON value as a secret object, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key) => GetSecretObject<T>(key, JsonSerializerOptions.Default);

    /// <inheritdoc cref="GetSecretObject{T}(string)"/>
    /// <param name="key">The key.</param>
    /// <param name="options">How to read the JSON.</param>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? null : Output.CreateSecret(GetObject<T>(key, options)!);

    /// <summary>The value.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <inheritdoc cref="Require"/>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <inheritdoc cref="Require"/>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <inheritdoc cref="Require"/>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <inheritdoc cref="Require"/>
    public T RequireObject<T>(string key) => RequireObject<T>(key, JsonSerializerOptions.Default);

    /// <inheritdoc cref="Require"/>
    /// <param name="key">The key.</param>
    /// <param name="options">How to read the JSON.</param>
    public T RequireObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? throw Missing(key) : GetObject<T>(key, options)!;

    /// <inheritdoc cref="Require"/>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    /// <inheritdoc cref="RequireObject{T}(string, JsonSerializerOptions)"/>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options)
        => Output.CreateSecret(RequireObject<T>(key, options));

    private static Output<string>? AsSecret(string? value) => value is null ? null : Output.CreateSecret(value);

    private static Output<T>? AsSecret<T>(T? value)
        where T : struct
        => value is { } known ? Output.CreateSecret(known) : null;

    private static bool TryParseBoolean(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }

    // Without thousands separators, which TryParse takes by default: 1,000 is no number.
    private static bool TryParseDouble(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private T? Parse<T>(string key, TryParse<T> tryParse)
        where T : struct
    {
        if (Get(key) is not { } text)
            return null;
        return tryParse(text, out var value) ? value : throw Invalid(key, text, typeof(T).Name);
    }

    private string FullKey(string key) => $"{_name}:{key}";

    private RunException Missing(string key)
        => new(
            $"Missing Required configuration variable '{FullKey(key)}'\n\tplease set a value using the command `pulumi config set "
                + $"{FullKey(key)} <value>`");

    private RunException Invalid(string key, string value, string type, Exception? cause = null)
        => new($"Configuration '{FullKey(key)}' value '{value}' is not a valid {type}", cause);
}
