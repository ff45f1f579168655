using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>
/// The messages that sdk/ writes down for itself are the published ones: each field has the name, the number, the type and the label that
/// it has in the npm package @pulumi/pulumi, each method the service and the messages. A field with another number would reach the engine
/// as another one, or not at all, and nobody would say so.
/// </summary>
public sealed partial class ProtocolTests
{
    private static readonly string[] Files = ["alias", "engine", "provider", "resource"];

    public static TheoryData<string> Names => [.. Files];

    [StandInTheory]
    [MemberData(nameof(Names))]
    public void Each_field_is_the_published_one(string file)
    {
        var declared = Declared(file);

        Assert.NotEmpty(declared);
        Assert.Equal([], declared.Except(Published(file)));
    }

    [StandInTheory]
    [MemberData(nameof(Names))]
    public void Each_value_of_an_enumeration_is_the_published_one(string file)
    {
        var published = PublishedEnumeration()
            .Matches(Script($"{file}_pb"))
            .ToDictionary(match => match.Groups["name"].Value, match => ValuesOf(match));

        Assert.All(DeclaredEnumeration().Matches(Proto(file)), declared =>
            Assert.Equal(published[declared.Groups["name"].Value], ValuesOf(declared)));
    }

    [StandInTheory]
    [InlineData("engine", "Engine")]
    [InlineData("resource", "ResourceMonitor")]
    public void Each_method_is_the_published_one(string file, string service)
    {
        var declared = DeclaredMethod().Matches(Proto(file)).Select(SignatureOf).ToList();

        Assert.Contains($"service {service} {{", Proto(file), StringComparison.Ordinal);
        Assert.NotEmpty(declared);
        var published = PublishedMethod().Matches(Script($"{file}_grpc_pb")).Where(method => method.Groups["service"].Value == service);
        Assert.Equal([], declared.Except(published.Select(SignatureOf)));
    }

    // `RegisterResourceRequest: optional bool protect = 6`
    private static List<string> Declared(string file)
    {
        var fields = new List<string>();
        var scopes = new Stack<string>();
        foreach (var line in Proto(file).Split('\n').Select(line => line.Trim()))
        {
            if (Opening().Match(line) is { Success: true } opening)
            {
                scopes.Push(opening.Groups["message"].Value);
            }
            else if (DeclaredField().Match(line) is { Success: true } field)
            {
                var message = string.Join('.', scopes.Where(name => name.Length > 0).Reverse());
                fields.Add($"{message}: {(IsChoice(scopes, field.Value) ? "optional " : "")}{field.Value.TrimEnd(';')}");
            }

            if (line.EndsWith('}'))
                scopes.Pop();
        }

        return fields;
    }

    // One of a choice is told from its default, as an optional one is.
    private static bool IsChoice(Stack<string> scopes, string field) => scopes.Peek().Length == 0 && IsScalar(field.Split(' ')[0]);

    private static bool IsScalar(string type) => type is "string" or "bool" or "int32";

    // The published code calls every field optional that is not repeated; one that is told from its default has a function that asks
    // whether it is there.
    private static IEnumerable<string> Published(string file)
    {
        var script = Script($"{file}_pb");
        foreach (Match field in PublishedField().Matches(script))
        {
            var (message, type) = (field.Groups["message"].Value, field.Groups["type"].Value);
            var hasPresence = script.Contains(
                $"proto.pulumirpc.{message}.prototype.has{field.Groups["getter"].Value} = ",
                StringComparison.Ordinal);
            var label = field.Groups["label"].Value switch
            {
                "repeated" => "repeated ",
                _ when IsScalar(type) && hasPresence => "optional ",
                _ => "",
            };
            yield return $"{message}: {label}{type} {field.Groups["name"].Value} = {field.Groups["number"].Value}";
        }
    }

    private static IEnumerable<string> ValuesOf(Match enumeration)
        => EnumerationValue()
            .Matches(enumeration.Groups["values"].Value)
            .Select(value => $"{value.Groups["name"].Value} {value.Groups["number"].Value}");

    private static string SignatureOf(Match method)
        => $"{method.Groups["name"].Value}({method.Groups["request"].Value}) returns {method.Groups["response"].Value}";

    private static string Proto(string file) => File.ReadAllText(Repository.PathOf($"sdk/Pulumi/Protos/pulumi/{file}.proto"));

    private static string Script(string file)
        => File.ReadAllText(Path.Combine(Tool.NodeModules, "@pulumi", "pulumi", "proto", $"{file}.js"));

    [GeneratedRegex(
        @"^(message (?<message>\w+)|(enum|oneof|service) \w+) \{",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"^((optional|repeated) )?(map<string, \w+>|[\w.]+) \w+ = \d+;$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex DeclaredField();

    [GeneratedRegex(
        @"^enum (?<name>\w+) \{(?<values>[^}]+)\}",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex DeclaredEnumeration();

    [GeneratedRegex(
        @"^ \* ((?<label>optional|repeated) )?(?<type>map<string, \w+>|[\w.]+) (?<name>\w+) = (?<number>\d+);\n"
            + @"(?: \*.*\n)+proto\.pulumirpc\.(?<message>[\w.]+)\.prototype\.get(?<getter>\w+?)(List|Map)? = ",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex PublishedField();

    [GeneratedRegex(
        @"^proto\.pulumirpc\.(?<name>\w+) = \{(?<values>[^}]+)\};",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex PublishedEnumeration();

    [GeneratedRegex(@"(?<name>\w+)( =|:) (?<number>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EnumerationValue();

    [GeneratedRegex(
        @"rpc (?<name>\w+)\(([\w.]+\.)?(?<request>\w+)\) returns \(([\w.]+\.)?(?<response>\w+)\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DeclaredMethod();

    [GeneratedRegex(
        @"path: '/pulumirpc\.(?<service>\w+)/(?<name>\w+)',\s+requestStream: false,\s+responseStream: false,"
        + @"\s+requestType: \w+\.(?<request>\w+),\s+responseType: \w+\.(?<response>\w+),",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PublishedMethod();
}
