using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sdk.Generator.Model;

namespace Infra.Tests.CustomResources;

/// <summary>
/// What the API server holds an object of an operator to, by the operator's source: fields that there are, required ones, types, sets of
/// values, patterns and bounds, after it has put defaults where fields are left out. What it asks by rules in CEL is gathered. Kubernetes'
/// own types inside are not looked at, nor what a source has as <c>object</c>.
/// </summary>
internal sealed class ObjectReview
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly OperatorSchema _source;
    private readonly List<string> _faults = [];
    private readonly List<RuleCase> _rules = [];

    private ObjectReview(OperatorSchema source) => _source = source;

    /// <summary>What is wrong, a line each: the object, the path, the rule.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The rules in CEL, with the values that they are about.</summary>
    public IReadOnlyList<RuleCase> Rules => _rules;

    /// <summary>Reviews an object.</summary>
    /// <exception cref="InvalidDataException">No source has rules for its kind.</exception>
    public static ObjectReview Of(JsonNode manifest)
    {
        var (apiVersion, kind) = ((string)manifest["apiVersion"]!, (string)manifest["kind"]!);
        foreach (var source in OperatorSources.All)
        {
            if (source.FindKind(apiVersion, kind) is not { } known)
                continue;
            var review = new ObjectReview(source);
            var name = (string?)manifest["metadata"]?["name"];
            review.ReviewField($"{kind} {name}: spec", known.Spec, Completed(manifest["spec"], known.Spec));
            return review;
        }

        throw new InvalidDataException($"No source of infra/Kubernetes/Operators has rules for {kind} of {apiVersion}.");
    }

    private static JsonNode? Completed(JsonNode? value, FieldSchema field)
        => (value?.ToJsonString() ?? field.Rules.Default) is { } json ? JsonNode.Parse(json) : null;

    private void ReviewField(string path, FieldSchema field, JsonNode? value)
    {
        if (value is null)
        {
            if (field.Rules.Required)
                _faults.Add($"{path}: is required");
            return;
        }

        if (value is JsonArray items && field.Type is TypeRef.List)
            ReviewLengths(path, field.Rules, items);
        ReviewValue(path, field, field.Type, value);
        _rules.AddRange(field.Rules.Cel.Select(rule => new RuleCase(path, value, rule)));
    }

    private void ReviewLengths(string path, FieldRules rules, JsonArray items)
    {
        if (items.Count < rules.MinItems)
            _faults.Add($"{path}: has fewer than {rules.MinItems} items");
        if (rules.UniqueBy is not { } names)
            return;
        if (items.Select(KeyOf).Distinct().Count() < items.Count)
            _faults.Add($"{path}: has an item twice");

        string KeyOf(JsonNode? item) => names.Count == 0 ? Text(item) : string.Join(' ', names.Select(name => Text(item?[name])));
    }

    private void ReviewValue(string path, FieldSchema field, TypeRef type, JsonNode? value)
    {
        switch (type, value)
        {
            case (TypeRef.List list, JsonArray items):
                for (var index = 0; index < items.Count; index++)
                    ReviewValue($"{path}[{index}]", field, list.Item, items[index]);
                break;
            case (TypeRef.Map map, JsonObject entries):
                foreach (var (key, entry) in entries)
                    ReviewValue($"{path}.{key}", field, map.Value, entry);
                break;
            case (TypeRef.Named named, JsonObject fields) when _source.FindType(named) is { } known:
                ReviewObject(path, known, fields);
                break;
            case (TypeRef.Union, JsonValue) when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                ReviewScalar(path, field.Rules, value);
                break;
            case (TypeRef.Named named, _):
                ReviewNamed(path, field, named, value);
                break;
            case (TypeRef.Json, _):
                break;
            default:
                _faults.Add($"{path}: {Text(value)} is of another type");
                break;
        }
    }

    private void ReviewNamed(string path, FieldSchema field, TypeRef.Named named, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var isOfType = named.CSharp switch
        {
            "string" => kind == JsonValueKind.String,
            "bool" => kind is JsonValueKind.True or JsonValueKind.False,
            "double" => kind == JsonValueKind.Number,
            "int" => kind == JsonValueKind.Number && value!.GetValue<double>() % 1 == 0,
            "object" => true,
            _ => kind == JsonValueKind.Object,
        };
        if (!isOfType)
            _faults.Add($"{path}: {Text(value)} is of another type");
        else if (kind is JsonValueKind.String or JsonValueKind.Number)
            ReviewScalar(path, field.Rules, value!);
    }

    private void ReviewObject(string path, ObjectSchema type, JsonObject value)
    {
        foreach (var field in type.Fields)
        {
            if (value[field.Wire] is null && Completed(null, field) is { } initial)
                value[field.Wire] = initial;
            ReviewField($"{path}.{field.Wire}", field, value[field.Wire]);
        }

        var unknown = value.Select(entry => entry.Key).Where(key => !type.Fields.Any(field => field.Wire == key));
        _faults.AddRange(unknown.Select(key => $"{path}.{key}: there is no such field"));
        _rules.AddRange(type.Rules.Select(rule => new RuleCase(path, value, rule)));
    }

    private void ReviewScalar(string path, FieldRules rules, JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = (decimal)value.GetValue<double>();
            if (number < rules.Minimum || number > rules.Maximum)
                _faults.Add($"{path}: {number} is not within {rules.Minimum} to {rules.Maximum}");
            return;
        }

        var text = value.GetValue<string>();
        if (rules.Enum.Count > 0 && !rules.Enum.Contains(text))
            _faults.Add($"{path}: '{text}' is none of {string.Join(", ", rules.Enum)}");
        if (rules.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout))
            _faults.Add($"{path}: '{text}' does not match {pattern}");
        if (text.Length < rules.MinLength || text.Length > rules.MaxLength)
            _faults.Add($"{path}: '{text}' has fewer than {rules.MinLength} or more than {rules.MaxLength} characters");
    }

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
