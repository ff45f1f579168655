using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.Sns;

namespace Infra.Aws;

/// <summary>The topic that CloudWatch and RDS tell what is wrong. Who listens to it subscribes.</summary>
internal sealed class AlarmTopic : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:aws:AlarmTopic";

    private const string Name = "aws-alarms";

    private AlarmTopic(AwsAccount account)
        : base(Type, Name)
    {
        var topic = new Topic(Name, new TopicArgs { Name = account.NameOf("alarms") }, account.ChildOf(this));
        Arn = topic.Arn;
        Ready = new TopicPolicy(
            $"{Name}-policy",
            new TopicPolicyArgs { Arn = topic.Arn, Policy = topic.Arn.Apply(arn => PolicyOf(arn, account.Settings.AccountId)) },
            account.ChildOf(this));
        RegisterOutputs();
    }

    /// <summary>Its ARN.</summary>
    public Output<string> Arn { get; }

    /// <summary>What is there once it takes what it is told.</summary>
    public Resource Ready { get; }

    /// <summary>Declares it.</summary>
    /// <param name="account">The account.</param>
    public static AlarmTopic Declare(AwsAccount account) => new(account);

    // What AWS itself says in this account, and nobody else:
    // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    private static string PolicyOf(string arn, string accountId) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(
            new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = new JsonArray("cloudwatch.amazonaws.com", "events.rds.amazonaws.com") },
                ["Action"] = "sns:Publish",
                ["Resource"] = arn,
                ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:SourceAccount"] = accountId } },
            }),
    }.ToJsonString();
}
