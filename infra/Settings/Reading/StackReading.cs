using System.Text.Json;
using Infra.Applications.Model;
using Infra.Faults;

namespace Infra.Settings.Reading;

/// <summary>A stack's configuration being read: what is asked for is what exists.</summary>
internal sealed class StackReading(StackConfiguration configuration)
{
    /// <summary>The project's name, which begins the keys of its settings.</summary>
    public const string ProjectName = "infra";

    /// <summary>Refuses a project of another name: its settings would have other keys, and nobody would read them.</summary>
    /// <exception cref="InputException">It is another name.</exception>
    public static void RequireProjectName(string? name)
    {
        if (name != ProjectName)
        {
            throw new InputException(
                $"{StackConfiguration.ProjectFile}: name is {(name is null ? "missing" : ShownValue.Of(name))}; "
                    + $"settings and secrets are keys of the project {ProjectName}. Set it to {ProjectName}.");
        }
    }

    private readonly List<Fault> _faults = [];
    private readonly List<SettingDescription> _descriptions = [];
    private readonly List<SuppliedSecret> _secrets = [];

    /// <summary>What is wrong with the settings, as far as they were read.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>What is wrong with how values are written. Of a secret, only that it is in plain text matters.</summary>
    public IEnumerable<Fault> WritingFaults
        => configuration.Values
            .Where(entry => IsOwn(entry.Key) && (entry.Value.IsSecret || !_secrets.Exists(secret => KeyOf(secret.Name) == entry.Key)))
            .SelectMany(entry => entry.Value.Faults);

    /// <summary>The commands that set what is missing.</summary>
    public ConfigCommands Commands { get; } = new(configuration.Stack);

    /// <summary>The settings that were asked for.</summary>
    public IReadOnlyList<SettingDescription> Descriptions => _descriptions;

    /// <summary>The secrets that were asked for.</summary>
    public IReadOnlyList<SuppliedSecret> SecretDefinitions => _secrets;

    /// <summary>A setting that is one value.</summary>
    public T Scalar<T>(string name, SettingType<T> type, T fallback, string meaning, string? shownDefault = null)
        => Scalar(name, type, fallback, meaning, shownDefault ?? type.Format(fallback), isRequired: false);

    /// <summary>A setting that is one value and must be there.</summary>
    public T RequiredScalar<T>(string name, SettingType<T> type, T standIn, string meaning)
    {
        if (Find(name) is null)
        {
            var fix = $"Set it, for instance: {Commands.Set(name, type.Example)}";
            _faults.Add(new Fault(KeyOf(name), StackFaults.Missing, type.Rule, fix));
        }

        return Scalar(name, type, standIn, meaning, shownDefault: "required", isRequired: true);
    }

    /// <summary>A setting that is a map.</summary>
    public Section Section(string name, string meaning)
    {
        // An encrypted section is a fault of its own; what it holds is not read, as faults would show it.
        var value = Find(name);
        var section = new Section(
            KeyOf(name),
            value is { IsSecret: false } ? ParseMap(value) : null,
            _faults,
            Commands,
            isReadable: value is not { IsSecret: true });
        _descriptions.Add(new SettingDescription(name, meaning, Default: null, Schema: null, section));
        return section;
    }

    /// <summary>Reports something that only the reader of a setting knows to be wrong.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">What stands there, as people are shown it.</param>
    /// <param name="rule">What is allowed.</param>
    /// <param name="fix">What to do.</param>
    public void Report(string name, string value, string rule, string fix) => _faults.Add(new Fault(KeyOf(name), value, rule, fix));

    /// <summary>Reports something that only what it is for knows to be wrong; where the same is wrong for several, once.</summary>
    public void Report(Fault fault)
    {
        if (!_faults.Exists(known => known.Path == fault.Path))
            _faults.Add(fault);
    }

    /// <summary>Whether each of the secrets is set.</summary>
    public IReadOnlyList<(SuppliedSecret Definition, bool IsSet)> Secrets(IEnumerable<SuppliedSecret> definitions)
    {
        _secrets.AddRange(definitions.Distinct());
        foreach (var secret in _secrets)
        {
            var value = Find(secret.Name);
            if (value is { IsSecret: false })
            {
                _faults.Add(new Fault(
                    KeyOf(secret.Name),
                    "in plain text",
                    "secrets are encrypted",
                    $"Set it again: {Commands.SetSecret(secret.Name)}, and revoke the value that was readable"));
            }
            else if (secret.IsHttpsAddress && value is { Text.Length: > 0 } && !IsHttpsAddress(value.Text))
            {
                _faults.Add(new Fault(
                    KeyOf(secret.Name),
                    "another text",
                    "it takes an address that begins with https://",
                    $"Set it again: {Commands.SetSecret(secret.Name)}"));
            }
        }

        return [.. _secrets.Select(secret => (secret, Find(secret.Name) is not null))];
    }

    /// <summary>Reports what nobody asked for. Call it once all is read.</summary>
    public void Finish()
    {
        var known = _descriptions.Select(description => description.Name).Concat(_secrets.Select(secret => secret.Name)).ToHashSet();
        foreach (var key in configuration.Values.Keys.Where(key => !IsOwn(key)))
            ReportForeign(key, known);
        var prefix = $"{configuration.Project}:";
        foreach (var (key, value) in configuration.Values.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var name = key[prefix.Length..];
            if (!known.Contains(name))
                ReportUnknown(key, name, value, known);
            else
                ReportEncryption(key, name, value);
        }

        foreach (var description in _descriptions)
            description.Section?.Finish();
    }

    // Only the engine hands over what it is.
    private static bool IsHttpsAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static string KeyOf(string name) => $"{ProjectName}:{name}";

    private static JsonElement ParseMap(ConfigValue value)
    {
        if (value.Text.Length == 0)
            return JsonSerializer.SerializeToElement<string?>(null);
        try
        {
            using var document = JsonDocument.Parse(value.Text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(value.Text);
        }
    }

    private ConfigValue? Find(string name) => configuration.Values.GetValueOrDefault($"{configuration.Project}:{name}");

    private T Scalar<T>(string name, SettingType<T> type, T fallback, string meaning, string shownDefault, bool isRequired)
    {
        _descriptions.Add(new SettingDescription(name, meaning, shownDefault, type.Schema));
        if (Find(name) is not { } value)
            return fallback;
        if (type.TryParse(value.Text, out var parsed))
            return parsed;

        if (!value.IsSecret)
        {
            var fix = type.FixOf(value.Text);
            _faults.Add(new Fault(KeyOf(name), ShownValue.Of(value.Text), type.Rule, isRequired ? fix : $"{fix}, or remove the line"));
        }

        return fallback;
    }

    private bool IsOwn(string key) => key.StartsWith($"{configuration.Project}:", StringComparison.Ordinal);

    // A key of another namespace belongs to others, unless it is ours but for a slip.
    private void ReportForeign(string key, IReadOnlyCollection<string> known)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            _faults.Add(new Fault(key, "set", "keys of a stack file begin with a namespace", NearestName.Suggest(key, known, KeyOf)));
        }
        else if (NearestName.IsSlip(key[..colon].Trim(), configuration.Project))
        {
            var name = key[(colon + 1)..].Trim();
            _faults.Add(new Fault(
                key,
                "set",
                $"the namespace of settings is {configuration.Project}",
                known.Contains(name) ? $"Use {KeyOf(name)}" : NearestName.Suggest(name, known, KeyOf)));
        }
    }

    private void ReportUnknown(string key, string name, ConfigValue value, IReadOnlyCollection<string> known)
    {
        // Without --path, the CLI takes a path for a name.
        var section = name.Split('.')[0];
        var fix = section != name && known.Contains(section, StringComparer.Ordinal)
            ? $"Remove it, and write it below {KeyOf(section)}, as pulumi config set --path does"
            : NearestName.Suggest(name, known, KeyOf);
        // The value is not shown: it may be a secret under a wrong name.
        _faults.Add(new Fault(key, value.IsSecret ? "encrypted" : "set", "there is no such setting", fix));
    }

    // The SDK hands secrets within structured values on unmarked, so they would be shown and stored in plain text.
    private void ReportEncryption(string key, string name, ConfigValue value)
    {
        var isSecret = _secrets.Exists(secret => secret.Name == name);
        if (value.IsSecret && !isSecret)
        {
            _faults.Add(new Fault(
                key,
                "encrypted",
                "settings are plain text; only secrets are encrypted",
                $"Set it again without --secret; the secrets are {SecretNames()}"));
        }

        foreach (var path in value.NestedSecrets)
        {
            var fix = SecretFor(path) is { } secret
                ? $"Set it as a key of its own: {Commands.SetSecret(secret)}"
                : $"Remove it; secrets are keys of their own: {SecretNames()}";
            _faults.Add(new Fault(path, "encrypted", "a secret within a map would be handed on in plain text", fix));
        }
    }

    // The secret that is probably meant by an encrypted value such as infra:alerts.webhookUrl.
    private string? SecretFor(string path)
    {
        var wanted = SnakeCase(path.Split('.')[^1].Split('[')[0]);
        return _secrets.Find(secret => secret.Name.EndsWith($"_{wanted}", StringComparison.Ordinal))?.Name
            ?? NearestName.Of(wanted, _secrets.Select(secret => secret.Name));
    }

    private string SecretNames() => string.Join(", ", _secrets.Select(secret => secret.Name).Order(StringComparer.Ordinal));

    private static string SnakeCase(string name)
        => string.Concat(name.Select((letter, index) => BeginsWord(name, index) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));

    private static bool BeginsWord(string name, int index)
        => index > 0 && char.IsAsciiLetterUpper(name[index]) && char.IsAsciiLetterLower(name[index - 1]);
}
