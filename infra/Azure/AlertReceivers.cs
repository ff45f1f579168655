using Pulumi;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace Infra.Azure;

/// <summary>The action group that metric alerts tell what is wrong, and whom it tells.</summary>
internal sealed class AlertReceivers : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:azure:AlertReceivers";

    private const string Name = "azure-alerts";

    // https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/action-groups: what stands in messages, at most 12 characters.
    private const string ShortName = "platform";

    private AlertReceivers(AzureAccount account)
        : base(Type, Name)
    {
        var group = new ActionGroup(
            Name,
            new ActionGroupArgs
            {
                ActionGroupName = account.NameOf("alerts"),
                ResourceGroupName = account.ResourceGroup,
                // Action groups are in no location of their own.
                Location = "global",
                GroupShortName = ShortName,
                Enabled = true,
                EmailReceivers = account.Settings.AlertEmails
                    .Select((address, index) => new MicrosoftCommonEmailReceiverArgs
                    {
                        Name = $"email-{index + 1}",
                        EmailAddress = address,
                        UseCommonAlertSchema = true,
                    })
                    .ToArray(),
                Tags = account.Tags,
            },
            account.ChildOf(this));
        Id = group.Id;
        RegisterOutputs();
    }

    private Output<string> Id { get; }

    /// <summary>Declares it, and gives its resource id.</summary>
    /// <param name="account">The subscription.</param>
    public static Output<string> Declare(AzureAccount account) => new AlertReceivers(account).Id;
}
