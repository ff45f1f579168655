using StackPreview.Checks;

namespace Infra.Checks.Rules;

/// <summary>All clients of a database together may open no more connections than it takes.</summary>
internal sealed class ConnectionsAddUp : ICheck<CheckContext>
{
    public string Id => "connections-add-up";

    public string Sentence => "With every workload at its most replicas, its clients open no more connections than a database takes";

    public IEnumerable<Finding> Run(CheckContext context) => context.Services.SelectMany(service => service.Connections(context));
}
