using System.Reflection;

namespace Pulumi;

/// <summary>The root of a program's resources. Its <c>[Output]</c> properties are the stack's outputs.</summary>
public class Stack : ComponentResource
{
    internal const string Token = "pulumi:pulumi:Stack";

    /// <summary>Declares the stack of the running deployment.</summary>
    /// <param name="options">Transformations of every resource in it.</param>
    public Stack(StackOptions? options = null)
        : base(Token, $"{Deployment.Required.ProjectName}-{Deployment.Required.StackName}", new ComponentResourceOptions
        {
            ResourceTransformations = options?.ResourceTransformations ?? [],
        })
        => Deployment.Required.Stack = this;

    /// <summary>A stack whose resources a function declares, and whose outputs that function returns.</summary>
    internal Stack(Func<Task<IDictionary<string, object?>>> func, StackOptions? options)
        : this(options)
    {
        OutputValues = Output.Create(func());
        RegisterOutputs(OutputValues);
    }

    /// <summary>The outputs by name.</summary>
    internal Output<IDictionary<string, object?>>? OutputValues { get; private set; }

    /// <summary>Collects the values of the <c>[Output]</c> properties once the constructor has run.</summary>
    /// <exception cref="RunException">One of them has no value.</exception>
    internal void RegisterPropertyOutputs()
    {
        if (OutputValues is not null)
            return;

        var (values, missing) = (new Dictionary<string, object?>(), new List<string>());
        foreach (var property in GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } attribute)
                continue;
            var name = attribute.Name ?? property.Name;
            values.Add(name, property.GetValue(this));
            if (values[name] is null)
                missing.Add(name);
        }

        if (missing.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", missing)}' have no value assigned. [Output] attributed properties must be assigned inside "
                    + "Stack constructor.");
        }

        OutputValues = Output.Create<IDictionary<string, object?>>(values);
        RegisterOutputs(OutputValues);
    }
}
