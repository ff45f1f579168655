using System.Text.RegularExpressions;
using Infra.Checks;
using Infra.Checks.References;
using Infra.Checks.Rules;
using Infra.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StackPreview.Checks;

namespace Infra.Tests.Checks;

/// <summary>The sentences for problems that stand in the source of the checks.</summary>
internal static class ProblemSentences
{
    // Which check asks data services what.
    private static readonly Dictionary<string, ICheck<CheckContext>> AskedBy = new()
    {
        [nameof(DataServiceChecks.References)] = new DataServiceObjectsExist(),
        [nameof(DataServiceChecks.Backups)] = new BackupPolicyHolds(),
        [nameof(DataServiceChecks.Protection)] = new DataIsProtected(),
        [nameof(DataServiceChecks.Exposure)] = new ManagedServicesArePrivate(),
        [nameof(DataServiceChecks.Paths)] = new PathsAreOpen(),
        [nameof(DataServiceChecks.Memory)] = new MemoryAddsUp(),
        [nameof(DataServiceChecks.Connections)] = new ConnectionsAddUp(),
        [nameof(DataServiceChecks.UnwatchedBackups)] = new AlertsCoverEverything(),
    };

    /// <summary>Every sentence, with the id of its check, as a pattern that has a gap for what is filled in.</summary>
    public static IEnumerable<(string Check, string Pattern)> All() => [.. OfChecks(), .. OfDataServices()];

    private static IEnumerable<(string Check, string Pattern)> OfChecks()
        => from file in Directory.EnumerateFiles(Repository.PathOf("infra", "Checks"), "*.cs", SearchOption.AllDirectories)
           let root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()
           let id = Path.GetFileNameWithoutExtension(file) == nameof(PathSurvey) ? new PathsAreOpen().Id : IdIn(root)
           where id is not null
           from sentence in root.DescendantNodes().SelectMany(Problems).SelectMany(Texts)
           select (id, PatternOf(sentence));

    private static IEnumerable<(string Check, string Pattern)> OfDataServices()
        => from file in Directory.EnumerateFiles(Repository.PathOf("infra", "Data"), "*Checks.cs", SearchOption.AllDirectories)
           let methods = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
               .ToDictionary(method => method.Identifier.Text)
           from asked in AskedBy
           where methods.ContainsKey(asked.Key)
           from method in WithCalled(methods[asked.Key], methods)
           from sentence in method.DescendantNodes().SelectMany(Problems).SelectMany(Texts)
           select (asked.Value.Id, PatternOf(sentence));

    private static string? IdIn(SyntaxNode root)
        => (from property in root.DescendantNodes().OfType<PropertyDeclarationSyntax>()
            where property.Identifier.Text == nameof(ICheck.Id)
            select (property.ExpressionBody?.Expression as LiteralExpressionSyntax)?.Token.ValueText).FirstOrDefault();

    // The method, and those of its class that it calls.
    private static IEnumerable<MethodDeclarationSyntax> WithCalled(
        MethodDeclarationSyntax method,
        Dictionary<string, MethodDeclarationSyntax> methods)
    {
        var called = from name in method.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text).Distinct()
                     where name != method.Identifier.Text && methods.ContainsKey(name)
                     from inner in WithCalled(methods[name], methods)
                     select inner;
        return called.Prepend(method).Distinct();
    }

    // The second argument of a finding, or of the method that shortens it; or what a method that lists problems gives.
    private static IEnumerable<ExpressionSyntax> Problems(SyntaxNode node)
        => node switch
        {
            ObjectCreationExpressionSyntax
            {
                Type: IdentifierNameSyntax { Identifier.Text: nameof(Finding) },
                ArgumentList.Arguments: [_, var problem, ..]
            } => [problem.Expression],
            InvocationExpressionSyntax
            {
                Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: nameof(PathSurvey.Closed) },
                ArgumentList.Arguments: [_, var problem]
            } => [problem.Expression],
            YieldStatementSyntax { Expression: { } problem } => [problem],
            CollectionExpressionSyntax { Elements: [ExpressionElementSyntax problem] } => [problem.Expression],
            _ => [],
        };

    private static IEnumerable<ExpressionSyntax> Texts(ExpressionSyntax expression)
        => expression switch
        {
            ConditionalExpressionSyntax conditional => Texts(conditional.WhenTrue).Concat(Texts(conditional.WhenFalse)),
            LiteralExpressionSyntax literal
                when literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.Contains(' ') => [literal],
            InterpolatedStringExpressionSyntax => [expression],
            _ => [],
        };

    private static string PatternOf(ExpressionSyntax text)
    {
        var parts = text is InterpolatedStringExpressionSyntax interpolated
            ? interpolated.Contents.Select(part =>
                part is InterpolatedStringTextSyntax fixedPart ? Regex.Escape(fixedPart.TextToken.ValueText) : ".+")
            : [Regex.Escape(((LiteralExpressionSyntax)text).Token.ValueText)];
        return $"^{string.Concat(parts)}$";
    }
}
