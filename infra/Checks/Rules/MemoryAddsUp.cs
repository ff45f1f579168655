using StackPreview.Checks;

namespace Infra.Checks.Rules;

/// <summary>What a data service may come to use of its memory is no more than it has, and what it writes of it fits its volume.</summary>
internal sealed class MemoryAddsUp : ICheck<CheckContext>
{
    public string Id => "memory-adds-up";

    public string Sentence => "Caches, connections and logs of every data service fit its memory and its volume";

    public IEnumerable<Finding> Run(CheckContext context) => context.Services.SelectMany(service => service.Memory(context));
}
