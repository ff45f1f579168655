using Infra.Environments;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Inputs;

namespace Infra.Aws;

/// <summary>
/// The account that managed services of a stack are made in. Nothing of it is declared where no service is: a stack that is in the
/// cluster alone has no provider of AWS.
/// </summary>
/// <param name="settings">Its settings.</param>
/// <param name="environment">The environment.</param>
/// <param name="application">The application.</param>
/// <param name="ns">The namespace of the stack, which what is made is named after.</param>
internal sealed class AwsAccount(AwsSettings settings, EnvironmentTraits environment, string application, string ns)
{
    private ProviderResource? _provider;
    private AlarmTopic? _alarms;

    /// <summary>Its settings.</summary>
    public AwsSettings Settings => settings;

    /// <summary>The network that managed services are put in.</summary>
    public AwsNetwork Network { get; } = new(settings);

    /// <summary>The namespace of the stack.</summary>
    public string Namespace => ns;

    /// <summary>
    /// The one provider that everything in it is deployed with. Nothing of it comes from the environment of whoever runs the program but
    /// the credentials, which no plan has.
    /// </summary>
    public ProviderResource Provider => _provider ??= Declare();

    /// <summary>Where alarms are sent.</summary>
    public AlarmTopic Alarms => _alarms ??= AlarmTopic.Declare(this);

    /// <summary>What a part of the stack is called in the account: the namespace tells it from those of other stacks.</summary>
    public string NameOf(string part) => $"{ns}-{part}";

    /// <summary>The options of a resource in the account.</summary>
    /// <param name="parent">The component that it is a part of; null for none.</param>
    /// <param name="after">What it comes after, beside that whose values it has.</param>
    public CustomResourceOptions ChildOf(Resource? parent, params IEnumerable<Resource> after)
        => new() { Parent = parent, Provider = Provider, DependsOn = after.ToArray() };

    private Provider Declare()
    {
        var tags = new InputMap<string>();
        foreach (var (key, value) in CloudTags.Of(settings.Tags, environment, application, ns))
            tags.Add(key, value);
        return new Provider(
            "aws",
            new ProviderArgs
            {
                Region = settings.Region,
                AllowedAccountIds = { settings.AccountId },
                DefaultTags = new ProviderDefaultTagsArgs { Tags = tags },
            });
    }
}
