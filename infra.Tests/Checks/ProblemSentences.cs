using System.Text.RegularExpressions;
using Infra.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StackPreview.Checks;

namespace Infra.Tests.Checks;

/// <summary>The sentences for problems that stand in the source of the checks.</summary>
internal static class ProblemSentences
{
    /// <summary>Every sentence, with the id of its check, as a pattern that has a gap for what is filled in.</summary>
    public static IEnumerable<(string Check, string Pattern)> All()
        => from file in Directory.EnumerateFiles(Repository.PathOf("infra", "Checks"), "*.cs", SearchOption.AllDirectories)
           let root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()
           let id = root.DescendantNodes().OfType<PropertyDeclarationSyntax>().FirstOrDefault(property => property.Identifier.Text == nameof(ICheck.Id) && property.ExpressionBody is not null)
           where id is not null
           from sentence in root.DescendantNodes().SelectMany(Problems).SelectMany(Texts)
           select (((LiteralExpressionSyntax)id.ExpressionBody!.Expression).Token.ValueText, PatternOf(sentence));

    // The second argument of a finding, or of the method that shortens it; or what a method that lists problems gives.
    private static IEnumerable<ExpressionSyntax> Problems(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: nameof(Finding) }, ArgumentList.Arguments: [_, var problem, ..] } => [problem.Expression],
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax, ArgumentList.Arguments: [_, var problem] } => [problem.Expression],
        YieldStatementSyntax { Expression: { } problem } => [problem],
        CollectionExpressionSyntax { Elements: [ExpressionElementSyntax problem] } => [problem.Expression],
        _ => [],
    };

    private static IEnumerable<ExpressionSyntax> Texts(ExpressionSyntax expression) => expression switch
    {
        ConditionalExpressionSyntax conditional => Texts(conditional.WhenTrue).Concat(Texts(conditional.WhenFalse)),
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.Contains(' ') => [literal],
        InterpolatedStringExpressionSyntax => [expression],
        _ => [],
    };

    private static string PatternOf(ExpressionSyntax text)
    {
        var parts = text is InterpolatedStringExpressionSyntax interpolated
            ? interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax fixedPart ? Regex.Escape(fixedPart.TextToken.ValueText) : ".+")
            : [Regex.Escape(((LiteralExpressionSyntax)text).Token.ValueText)];
        return $"^{string.Concat(parts)}$";
    }
}
