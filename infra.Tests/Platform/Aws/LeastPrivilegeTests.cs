using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Aws;

/// <summary>Policies name what they are about. Where one does not, the reason stands here.</summary>
public sealed partial class LeastPrivilegeTests
{
    private const string Bucket = "arn:aws:s3:::example-backups";

    // Every wildcard, as effect, element and text, with its reason.
    private static readonly (string Wildcard, string Reason)[] Known =
    [
        ($"^Allow Resource {Bucket}/\\*$", "Who restores reads backups of any name; the bucket holds nothing but the stack's."),
        ($"^Allow Resource {Bucket}/shop(/[a-z0-9-]+)*/\\*$", "Backups are called by the time; who writes them does so in one folder."),
        (
            "^Allow Resource arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/prod(-made)?-\\?{6}$",
            "AWS ends the ARN of a secret with six characters that nobody knows before."),
        ("^Deny Action s3:\\*$", "Nothing at all is allowed without TLS."),
        ("^Deny Principal \\*$", "Nobody may do it without TLS."),
        ($"^Deny Resource {Bucket}/\\*$", "No object of the bucket is excepted."),
    ];

    // Policies of AWS itself, whose text is AWS': what AWS Backup needs, given to a role that nothing but AWS Backup assumes.
    private static readonly string[] ManagedPolicies =
    [
        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
    ];

    private static readonly string[] Elements = ["Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"];

    [Fact]
    public async Task Every_wildcard_of_a_policy_has_its_reason_and_every_reason_its_wildcard()
    {
        var found = (await PlansAsync()).SelectMany(Wildcards).Distinct().ToList();
        Assert.NotEmpty(found);
        Assert.All(found, wildcard => Assert.Single(Known, known => Is(wildcard, known.Wildcard)));
        Assert.All(Known, known => Assert.Contains(found, wildcard => Is(wildcard, known.Wildcard)));
        Assert.All(Known, known => Assert.EndsWith(".", known.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Policies_of_AWS_itself_are_those_of_AWS_Backup_alone()
    {
        var attached = from plan in await PlansAsync()
                       from resource in plan.Resources
                       from policy in resource.Inputs
                           .Items("managedPolicyArns")
                           .Select(one => one.ToString())
                           .Append(resource.Inputs.Text("policyArn"))
                       where policy.Length > 0
                       select policy;
        Assert.Equal(ManagedPolicies.Order(), attached.Distinct().Order());
    }

    [Fact]
    public void A_wildcard_without_a_reason_is_found()
    {
        const string Text = """
            { "Statement": [{ "Effect": "Allow", "Action": ["s3:Get*"], "Resource": ["*"], "Principal": { "AWS": "*" } }] }
            """;
        var found = Wildcards(JsonNode.Parse(Text)!).ToList();
        Assert.Equal(["Allow Action s3:Get*", "Allow Resource *", "Allow Principal *"], found);
        Assert.All(found, wildcard => Assert.DoesNotContain(Known, known => Is(wildcard, known.Wildcard)));
    }

    private static async Task<Plan[]> PlansAsync()
    {
        var byTokens = AccountStack.SettingsOf(
            "dev",
            ("aws", AccountStack.AccountWith(BucketStack.AwsByTokens)),
            ("secrets", """{ "provider": "aws", "path": "shop/prod", "stored": { "LLM_API_KEY": 1 } }"""));
        var previews = await Task.WhenAll(AccountStack.OfProdAsync(), RdsStack.PreviewAsync(byTokens));
        return [.. previews.Select(preview => preview.Plan)];
    }

    // Whatever of a resource is the text of a policy, whichever field has it.
    private static IEnumerable<string> Wildcards(Plan plan)
        => from resource in plan.Resources
           where resource.Type.StartsWith("aws:", StringComparison.Ordinal)
           from input in resource.Inputs
           where input.Value?.GetValueKind() == JsonValueKind.String && input.Value.ToString().Contains("\"Statement\"")
           from wildcard in Wildcards(JsonNode.Parse(input.Value.ToString())!)
           select wildcard;

    private static IEnumerable<string> Wildcards(JsonNode policy)
        => from statement in policy.Items("Statement")
           from element in Elements
           from text in Texts(statement.At(element))
           where WildcardPattern().IsMatch(text)
           select $"{statement.Text("Effect")} {element} {text}";

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject map => map.SelectMany(entry => Texts(entry.Value)),
        null => [],
        _ => [node.ToString()],
    };

    private static bool Is(string wildcard, string pattern)
        => Regex.IsMatch(wildcard, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [GeneratedRegex("[*?]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WildcardPattern();
}
