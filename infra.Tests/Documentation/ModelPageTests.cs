using System.Reflection;
using System.Text.RegularExpressions;
using Infra.Applications.Model;

namespace Infra.Tests.Documentation;

/// <summary>Every word of the model has a line in docs/model.md or docs/edge.md.</summary>
public sealed partial class ModelPageTests
{
    // The program's own, for the next version of a service.
    private static readonly string[] SetByReleases = [nameof(JobDefinition.Occasion), nameof(ServiceDefinition.CanaryOf)];

    // Families of values: their words begin with the name of the family.
    private static readonly Type[] Families =
        [typeof(Variable), typeof(ValuePart), typeof(SecretDefinition), typeof(SecretShape), typeof(FilesVariable), typeof(HealthProbe)];

    private static readonly string[] Words =
        [.. PropertiesOfDefinitions().Concat(MembersOfFamilies()).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> AllWords => [.. Words];

    [Theory]
    [MemberData(nameof(AllWords))]
    public void A_word_has_a_line(string word) => Assert.Contains(word, NamedIn("docs/model.md").Concat(NamedIn("docs/edge.md")));

    [Fact]
    public void The_words_are_found()
    {
        Assert.All(["Needs", "MorePorts", "IsStreamed", "Variable.Optional", "MinimumVersion"], word => Assert.Contains(word, Words));
        Assert.All(SetByReleases, word => Assert.DoesNotContain(word, Words));
    }

    // In code spans: RoutePolicy.Kind names Kind, and Variable.Plain itself.
    private static IEnumerable<string> NamedIn(string page)
        => from span in CodeSpan().Matches(Page.At(page).Text)
           from name in Name().Matches(span.Value)
           from word in new[] { name.Value, name.Value[(name.Value.LastIndexOf('.') + 1)..] }
           select word;

    private static IEnumerable<string> PropertiesOfDefinitions()
        => from type in typeof(ApplicationDefinition).Assembly.GetTypes()
           where type.Namespace == typeof(ApplicationDefinition).Namespace || typeof(DataServiceNeed).IsAssignableFrom(type)
           where type.IsPublic
           from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where property.SetMethod is { IsPublic: true }
           where !IsPositional(type, property) && !SetByReleases.Contains(property.Name)
           select property.Name;

    // What is written without a name says itself.
    private static bool IsPositional(Type type, PropertyInfo property)
        => type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));

    private static IEnumerable<string> MembersOfFamilies()
        => from family in Families
           from member in family.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where member switch
           {
               MethodInfo method => !method.IsSpecialName && family.IsAssignableFrom(method.ReturnType),
               PropertyInfo property => family.IsAssignableFrom(property.PropertyType),
               _ => false,
           }
           select $"{family.Name}.{member.Name}";

    [GeneratedRegex("`[^`\n]+`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[A-Za-z]\w*(\.[A-Za-z]\w*)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
