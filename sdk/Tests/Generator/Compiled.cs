using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Sdk.Generator;

namespace Sdk.Tests.Generator;

/// <summary>A program that the generators add classes to, compiled in memory.</summary>
internal sealed class Compiled
{
    // What surrounds the classes of custom resources in the program.
    private const string Base = """
        namespace Example;

        internal abstract class OperatorResourceArgs(string apiVersion, string kind)
            : global::Pulumi.Kubernetes.ApiExtensions.CustomResourceArgs(apiVersion, kind);
        """;

    // Of this compiler's versions, the newest is the first that knows the language of the generated code.
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private Compiled(Compilation compilation, ImmutableArray<Diagnostic> faults)
    {
        Compilation = compilation;
        Faults = faults;
    }

    /// <summary>The program with what was generated.</summary>
    public Compilation Compilation { get; }

    /// <summary>What the generators report.</summary>
    public ImmutableArray<Diagnostic> Faults { get; }

    /// <summary>What the generators and the compiler report.</summary>
    public IEnumerable<Diagnostic> Problems
        => Faults.Concat(Compilation.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning));

    /// <summary>Compiles the source of an operator.</summary>
    public static Compiled Operator(string json, params string[] code) => Of("/repo/Operators/example.json", json, code);

    /// <summary>Compiles the schema of a package.</summary>
    public static Compiled Package(string json) => Of("/repo/schema.json", json);

    /// <summary>Compiles a file that the generators may take.</summary>
    public static Compiled Of(string path, string text, params string[] code)
    {
        const int AllWarnings = 9999;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: AllWarnings)
            .WithNullableContextOptions(NullableContextOptions.Enable);
        var trees = code.Prepend(Base).Select(source => CSharpSyntaxTree.ParseText(source, Language));
        var driver = CSharpGeneratorDriver.Create(
            [new CustomResourceGenerator().AsSourceGenerator(), new TypedPackageGenerator().AsSourceGenerator()],
            [new SourceFile(path, text)],
            Language);
        var written = CSharpCompilation.Create("Example", trees, References, options);
        driver.RunGeneratorsAndUpdateCompilation(written, out var compilation, out var faults);
        return new Compiled(compilation, faults);
    }

    /// <summary>A class of the program.</summary>
    public INamedTypeSymbol Class(string name)
        => Compilation.GetTypeByMetadataName(name) ?? throw new ArgumentException($"There is no class {name}.", nameof(name));

    /// <summary>A property of a class.</summary>
    public IPropertySymbol Property(string type, string name)
        => Class(type).GetMembers(name).OfType<IPropertySymbol>().Single();

    /// <summary>A class of the program, loaded to be run.</summary>
    public Type Load(string name)
    {
        using var assembly = new MemoryStream();
        Assert.Empty(Compilation.Emit(assembly).Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(assembly.ToArray()).GetType(name, throwOnError: true)!;
    }

    private sealed class SourceFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
