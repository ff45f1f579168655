using Infra.Components.Data.Postgres;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.References;

/// <summary>Every cluster has the object store it archives to, and every backup the cluster it is of.</summary>
internal sealed class DatabaseObjectsExist : ICheck<CheckContext>
{
    public string Id => "database-objects-exist";

    public string Sentence => "Every Postgres cluster has its object store, every scheduled backup and object store its cluster, and every MySQL cluster the Deployment that makes its database";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var clusters = plan.OfKind(PostgresKinds.Cluster).ToList();
        var names = clusters.Select(cluster => cluster.ObjectName).ToHashSet();
        var stores = plan.ByName(PostgresKinds.ObjectStore);
        var used = clusters.SelectMany(cluster => cluster.Inputs.Items("spec.plugins")).Select(plugin => plugin.Text("parameters.barmanObjectName")).ToHashSet();

        foreach (var cluster in clusters)
        {
            foreach (var store in cluster.Inputs.Items("spec.plugins").Select(plugin => plugin.Text("parameters.barmanObjectName")).Where(store => !stores.ContainsKey(store)))
                yield return new Finding(cluster, $"it archives to ObjectStore {store}, which is not there", "Declare the ObjectStore, or correct the name");
        }

        foreach (var backup in plan.OfKind(PostgresKinds.ScheduledBackup, PostgresKinds.Backup).Where(backup => !names.Contains(backup.Inputs.Text("spec.cluster.name"))))
            yield return new Finding(backup, $"it backs up Cluster {backup.Inputs.Text("spec.cluster.name")}, which is not there", "Declare the Cluster, or correct the name");
        foreach (var store in stores.Where(entry => !used.Contains(entry.Key)).Select(entry => entry.Value))
            yield return new Finding(store, "no Cluster archives to it", "Name it in the plugin of a Cluster, or remove it");

        foreach (var cluster in MySqlObjects.Clusters(plan))
        {
            if (!MySqlObjects.KeepersOf(context, cluster).Any())
                yield return new Finding(cluster, "nothing makes its database and the users of it", "Declare the Deployment that does");
            foreach (var storage in cluster.Inputs.Items("spec.backup.schedule").Select(schedule => schedule.Text("storageName")).Except(MySqlObjects.Storages(cluster).Select(storage => storage.Key)))
                yield return new Finding(cluster, $"it backs up to storage {storage}, which it has not", "Declare the storage, or correct the name");
        }
    }
}
