using Infra.Kubernetes;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Backup;
using Pulumi.Aws.Backup.Inputs;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Kms;

namespace Infra.Aws;

/// <summary>
/// Recovery points of AWS Backup, of the databases and the bucket of the stack, kept for longer than they themselves keep any: whole ones
/// at set times. To any second, RDS backs up by itself.
/// </summary>
internal sealed class LongTermBackups : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:aws:LongTermBackups";

    private const string Name = "long-term";
    private const int KeyDays = 30;
    private const int LongestRole = 64;

    // https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    private static readonly (string Part, string Policy)[] Policies =
    [
        ("databases", "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"),
        ("buckets", "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup"),
    ];

    private LongTermBackups(LongTermSettings settings, AwsAccount account, bool isProtected)
        : base(Type, Name)
    {
        var key = new Key(
            $"{Name}-key",
            new KeyArgs
            {
                Description = $"Long-term recovery points of {account.Namespace}",
                EnableKeyRotation = true,
                DeletionWindowInDays = KeyDays,
            },
            Kept(account, isProtected));
        var vault = new Vault(
            $"{Name}-vault",
            new VaultArgs { Name = account.NameOf(Name), KmsKeyArn = key.Arn, ForceDestroy = false },
            Kept(account, isProtected));
        if (settings.IsLocked)
        {
            _ = new VaultLockConfiguration(
                $"{Name}-lock",
                new VaultLockConfigurationArgs
                {
                    BackupVaultName = vault.Name,
                    MinRetentionDays = settings.RetentionDays,
                    MaxRetentionDays = settings.RetentionDays,
                },
                Kept(account, isProtected: false));
        }

        DeclarePlan(settings, account, vault);
        RegisterOutputs();
    }

    /// <summary>Declares them, where the stack file asks for them.</summary>
    /// <param name="account">The account; null where the stack has none.</param>
    /// <param name="isProtected">Whether what holds data is protected.</param>
    public static void Declare(AwsAccount? account, bool isProtected)
    {
        if (account?.Settings.LongTerm is { } settings)
            _ = new LongTermBackups(settings, account, isProtected);
    }

    private void DeclarePlan(LongTermSettings settings, AwsAccount account, Vault vault)
    {
        var plan = new Plan(
            $"{Name}-plan",
            new PlanArgs
            {
                Name = account.NameOf(Name),
                Rules =
                {
                    new PlanRuleArgs
                    {
                        RuleName = settings.IsWeekly ? "weekly" : "monthly",
                        TargetVaultName = vault.Name,
                        // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html
                        Schedule = settings.IsWeekly ? "cron(0 5 ? * SUN *)" : "cron(0 5 1 * ? *)",
                        EnableContinuousBackup = false,
                        Lifecycle = new PlanRuleLifecycleArgs { DeleteAfter = settings.RetentionDays },
                    },
                },
            },
            account.ChildOf(this));
        var role = new Role(
            $"{Name}-role",
            new RoleArgs
            {
                Name = ContentHash.Bounded($"{account.NameOf(Name)}-{account.Settings.Region}", LongestRole),
                Description = $"AWS Backup takes recovery points of {account.Namespace}",
                AssumeRolePolicy = PolicyStatement.TrustOf(
                    KeyValuePair.Create("Service", "backup.amazonaws.com"),
                    ["sts:AssumeRole"],
                    new PolicyCondition("StringEquals", "aws:SourceAccount", account.Settings.AccountId)),
            },
            account.ChildOf(this));
        var rights = Policies
            .Select(policy => new RolePolicyAttachment(
                $"{Name}-{policy.Part}",
                new RolePolicyAttachmentArgs { Role = role.Name, PolicyArn = policy.Policy },
                account.ChildOf(this)))
            .ToList();
        _ = new Selection(
            $"{Name}-selection",
            new SelectionArgs
            {
                Name = account.NameOf(Name),
                PlanId = plan.Id,
                IamRoleArn = role.Arn,
                // Of the stack is what bears its namespace: see AwsAccount.
                SelectionTags =
                {
                    new SelectionSelectionTagArgs { Type = "STRINGEQUALS", Key = "namespace", Value = account.Namespace },
                },
            },
            account.ChildOf(this, rights));
    }

    private CustomResourceOptions Kept(AwsAccount account, bool isProtected)
    {
        var options = account.ChildOf(this);
        options.Protect = isProtected;
        options.RetainOnDelete = true;
        return options;
    }
}
