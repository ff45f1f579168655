using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Infra.Tests.Conventions;

/// <summary>
/// Finds code that asks which environment it is in: names of environments, and what holds such a name, that are compared, switched on
/// or used as keys. What differs between environments is data of their profiles.
/// </summary>
internal sealed class EnvironmentNameRule : CSharpSyntaxWalker
{
    private static readonly HashSet<string> EnvironmentNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "dev",
        "stage",
        "prod",
        "production",
        "staging",
        "development",
    };

    private static readonly HashSet<string> ComparingMethods =
    [
        "Equals",
        "ReferenceEquals",
        "SequenceEqual",
        "Compare",
        "CompareOrdinal",
        "CompareTo",
        "StartsWith",
        "EndsWith",
        "Contains",
        "IndexOf",
    ];

    private static readonly HashSet<string> KeyedMethods =
    [
        "Add",
        "TryAdd",
        "ContainsKey",
        "TryGetValue",
        "GetValueOrDefault",
        "SetItem",
        "Remove",
    ];

    private readonly List<string> _findings = [];

    /// <summary>What a file asks, each with its line.</summary>
    public static IReadOnlyList<string> FindingsIn(string code)
    {
        var rule = new EnvironmentNameRule();
        rule.Visit(CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot());
        return rule._findings;
    }

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        // What is a constant may look like a type: "kind is EnvironmentKind.Prod".
        if (node.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.IsExpression)
            Report(node, node.Left, node.Right);
        base.VisitBinaryExpression(node);
    }

    public override void VisitIsPatternExpression(IsPatternExpressionSyntax node)
    {
        Report(node, node.Expression);
        base.VisitIsPatternExpression(node);
    }

    public override void VisitConstantPattern(ConstantPatternSyntax node)
    {
        Report(node, node.Expression);
        base.VisitConstantPattern(node);
    }

    public override void VisitSwitchStatement(SwitchStatementSyntax node)
    {
        Report(node, node.Expression);
        base.VisitSwitchStatement(node);
    }

    public override void VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        Report(node, node.GoverningExpression);
        base.VisitSwitchExpression(node);
    }

    public override void VisitCaseSwitchLabel(CaseSwitchLabelSyntax node)
    {
        Report(node, node.Value);
        base.VisitCaseSwitchLabel(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var arguments = node.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        var method = NamesIn(node.Expression) is [.., var name] ? name : "";
        if (ComparingMethods.Contains(method))
            Report(node, [.. arguments, .. node.Expression is MemberAccessExpressionSyntax member ? ItemsOf(member.Expression) : []]);
        if (KeyedMethods.Contains(method))
            Report(node, arguments.Take(1));
        base.VisitInvocationExpression(node);
    }

    public override void VisitBracketedArgumentList(BracketedArgumentListSyntax node)
    {
        Report(node, node.Arguments.Select(argument => argument.Expression));
        base.VisitBracketedArgumentList(node);
    }

    public override void VisitInitializerExpression(InitializerExpressionSyntax node)
    {
        // { "key", value } within the initializer of a dictionary.
        if (node.IsKind(SyntaxKind.ComplexElementInitializerExpression))
            Report(node, node.Expressions.Take(1));
        base.VisitInitializerExpression(node);
    }

    private void Report(SyntaxNode node, params IEnumerable<ExpressionSyntax> operands)
    {
        if (operands.Any(operand => IsNameOfOne(operand) || HoldsNameOfOne(operand)))
            _findings.Add($"line {node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node.ToString().Split('\n')[0].Trim()}");
    }

    // "prod", Environments.Prod
    private static bool IsNameOfOne(ExpressionSyntax expression) => Bare(expression) switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => EnvironmentNames.Contains(text),
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Dev" or "Stage" or "Prod" } => true,
        QualifiedNameSyntax { Right.Identifier.Text: "Dev" or "Stage" or "Prod" } => true,
        _ => false,
    };

    // settings.Environment.Name, deployment.StackName
    private static bool HoldsNameOfOne(ExpressionSyntax expression) => NamesIn(Bare(expression)) switch
    {
        [.., var owner, "Name"] => owner.Contains("environment", StringComparison.OrdinalIgnoreCase),
        [.., var name] => name.Equals("StackName", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static IEnumerable<ExpressionSyntax> ItemsOf(ExpressionSyntax expression)
        => Bare(expression) switch
        {
            CollectionExpressionSyntax collection => collection
                .Elements.OfType<ExpressionElementSyntax>()
                .Select(element => element.Expression),
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            var other => [other],
        };

    private static ExpressionSyntax Bare(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Bare(parenthesized.Expression),
        CastExpressionSyntax cast => Bare(cast.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => Bare(suppressed.Operand),
        _ => expression,
    };

    // The names that a chain of member accesses ends in.
    private static List<string> NamesIn(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => [.. NamesIn(member.Expression), member.Name.Identifier.Text],
        MemberBindingExpressionSyntax binding => [binding.Name.Identifier.Text],
        ConditionalAccessExpressionSyntax conditional => [.. NamesIn(conditional.Expression), .. NamesIn(conditional.WhenNotNull)],
        SimpleNameSyntax name => [name.Identifier.Text],
        _ => [],
    };
}
