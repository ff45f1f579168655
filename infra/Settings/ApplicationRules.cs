using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What every application's definition is held to.</summary>
internal static partial class ApplicationRules
{
    private const string NameRule = "names are at most 40 lower-case letters, digits and '-', and begin with a letter";

    // The role streaming_replica is CloudNativePG's.
    private static readonly string[] DatabasesOfPostgres = ["postgres", "template0", "template1", "streaming_replica"];

    // The last ones are users of Percona's operator, and of the exporter.
    private static readonly string[] DatabasesOfMySql =
    [
        "mysql", "information_schema", "performance_schema", "sys", "sys_operator", "root", "clusterset", "heartbeat", "monitor", "operator", "orchestrator", "replication", "xtrabackup", "exporter",
    ];

    /// <summary>What is wrong with a definition, one line each.</summary>
    public static IEnumerable<string> FaultsOf(ApplicationDefinition application)
    {
        var faults = NameFaults(application)
            .Concat(NeedFaults(application.Needs))
            .Concat(MySqlFaults(application.Needs))
            .Concat(WorkloadFaults(application))
            .Concat(PortFaults(application))
            .Concat(SecretFaults(application));
        return faults.Select(fault => $"application {application.Name}: {fault}");
    }

    /// <summary>Words a fault.</summary>
    internal static string Fault(string path, string value, string rule, string fix) => $"{path} is {value}; {rule}. {fix}.";

    private static IEnumerable<string> NameFaults(ApplicationDefinition application)
    {
        if (!NamePattern().IsMatch(application.Name))
            yield return Fault("name", $"\"{application.Name}\"", NameRule, "Rename it");
        if (ReservedNames.OfDataServices.Contains(application.Name))
            yield return Fault("name", $"\"{application.Name}\"", "it is the name of a data service", "Rename it");

        foreach (var workload in application.Workloads.Where(workload => ReservedNames.All.Contains(workload.Name)))
            yield return Fault("name of a workload", $"\"{workload.Name}\"", "the program itself declares something of this name", "Rename it");

        var publicServices = application.Services.Where(service => service.IsPublic).Select(service => service.Name).ToHashSet();
        foreach (var service in publicServices.Where(service => publicServices.Contains(ReservedNames.RedirectOf(service))))
            yield return Fault("name of a workload", $"\"{ReservedNames.RedirectOf(service)}\"", $"it is the name of a route of the public service {service}", "Rename it");
    }

    private static IEnumerable<string> NeedFaults(Needs needs)
    {
        if (needs.Postgres is not { Database: var database })
            yield break;
        if (!DatabasePattern().IsMatch(database))
            yield return Fault("Needs.Postgres.Database", $"\"{database}\"", "a database has a name of at most 63 lower-case letters, digits and '_', which begins with no digit", "Rename it");
        if (DatabasesOfPostgres.Contains(database) || database.StartsWith("pg_", StringComparison.Ordinal))
            yield return Fault("Needs.Postgres.Database", $"\"{database}\"", "Postgres has a database or a role of this name itself", "Rename it");
    }

    // The user is named like the database, and a user's name has 32 characters at most.
    private static IEnumerable<string> MySqlFaults(Needs needs)
    {
        if (needs.MySql is not { Database: var database })
            yield break;
        if (!DatabasePattern().IsMatch(database) || database.Length > 32)
            yield return Fault("Needs.MySql.Database", $"\"{database}\"", "a database has a name of at most 32 lower-case letters, digits and '_', which begins with no digit", "Rename it");
        if (DatabasesOfMySql.Contains(database) || database.StartsWith("mysql_", StringComparison.Ordinal))
            yield return Fault("Needs.MySql.Database", $"\"{database}\"", "MySQL has a database or a user of this name itself", "Rename it");
    }

    private static IEnumerable<string> WorkloadFaults(ApplicationDefinition application)
    {
        foreach (var group in application.Workloads.GroupBy(workload => workload.Name).Where(group => group.Count() > 1))
            yield return Fault($"name of {group.Count()} workloads", $"\"{group.Key}\"", "each workload has a name of its own", "Rename all but one");

        foreach (var workload in application.Workloads)
        {
            if (!NamePattern().IsMatch(workload.Name))
                yield return Fault("name of a workload", $"\"{workload.Name}\"", NameRule, "Rename it");
            if (workload.UserId < 1)
                yield return Fault($"{workload.Name}.UserId", $"{workload.UserId}", "containers do not run as root", "Use the user of the image, such as 10001");

            if (!NamePattern().IsMatch(workload.Image))
                yield return Fault($"{workload.Name}.Image", $"\"{workload.Image}\"", NameRule, "Use the name of a key below infra:release.images, which says what image it is");

            foreach (var fault in VariableFaults(application.Needs, workload).Concat(ResourceFaults(workload)).Concat(RunningRules.FaultsOf(workload)))
                yield return fault;
        }

        foreach (var worker in application.Workers.Where(worker => worker.Health.Port is null))
            yield return Fault($"{worker.Name}.Health.Port", "missing", "a worker has no port of its own to ask for its health on", "Name the port that answers the probes");
    }

    private static IEnumerable<string> PortFaults(ApplicationDefinition application)
    {
        foreach (var service in application.Services.Where(service => service.Port is < 1024 or > 65535))
            yield return Fault($"{service.Name}.Port", $"{service.Port}", "a container that is not root listens on 1024 to 65535", "Use such a port; the edge serves 443 whatever it is");

        foreach (var group in application.Services.GroupBy(service => service.Port).Where(group => group.Count() > 1))
            yield return Fault($"Port of {string.Join(" and ", group.Select(service => service.Name))}", $"{group.Key}", "each service has a port of its own", "Change all but one");
    }

    private static IEnumerable<string> VariableFaults(Needs needs, WorkloadDefinition workload)
    {
        foreach (var group in workload.Variables.GroupBy(variable => variable.Name).Where(group => group.Count() > 1))
            yield return Fault($"{workload.Name}.Variables", $"{group.Key} {group.Count()} times", "a variable has one value", "Remove all but one");

        foreach (var variable in workload.Variables)
        {
            if (!VariablePattern().IsMatch(variable.Name))
                yield return Fault($"{workload.Name}.Variables", $"\"{variable.Name}\"", "names of variables are letters, digits and '_', and begin with no digit", "Rename it");

            if (variable is RedisVariable { Database: < 0 or > 15 } redis)
                yield return Fault($"{workload.Name}.Variables", $"{redis.Name} of database {redis.Database}", "Redis has the databases 0 to 15", "Use one of these");

            var missing = variable switch
            {
                PostgresVariable when needs.Postgres is null => "Postgres",
                RedisVariable when needs.Redis is null => "Redis",
                QdrantVariable when needs.Qdrant is null => "Qdrant",
                MySqlVariable when needs.MySql is null => "MySQL",
                _ => null,
            };
            if (missing is not null)
                yield return Fault($"{workload.Name}.Variables", variable.Name, $"it is a part of a {missing} connection, and the application does not need {missing}", $"Add {missing} to its needs");
        }
    }

    private static IEnumerable<string> ResourceFaults(WorkloadDefinition workload)
    {
        var amounts = workload.Resources;
        foreach (var (name, amount, type) in new[]
        {
            (nameof(amounts.CpuRequest), amounts.CpuRequest, SettingTypes.Cores),
            (nameof(amounts.CpuLimit), amounts.CpuLimit, SettingTypes.Cores),
            (nameof(amounts.Memory), amounts.Memory, SettingTypes.Bytes),
            (nameof(amounts.Scratch), amounts.Scratch, SettingTypes.Bytes),
        })
        {
            if (!type.TryParse(amount, out _))
                yield return Fault($"{workload.Name}.Resources.{name}", $"\"{amount}\"", type.Rule, $"Use a value such as {type.Example}");
        }
    }

    private static IEnumerable<string> SecretFaults(ApplicationDefinition application)
    {
        foreach (var group in application.Secrets.GroupBy(secret => secret.Name).Where(group => group.Count() > 1))
            yield return Fault($"Secret {group.Key}", $"defined {group.Count()} times", "a secret has one definition", "Use one for all variables");

        foreach (var secret in application.Secrets)
        {
            if (!SecretPattern().IsMatch(secret.Name))
                yield return Fault("Secret", $"\"{secret.Name}\"", "names of secrets are upper-case letters, digits and '_', and begin with a letter", "Rename it");
            if (secret is GeneratedSecret { Shape.Length: < 16 } generated)
                yield return Fault($"Secret {secret.Name}", $"{generated.Shape.Length} long", "a generated secret has at least 16 bytes or characters", "Use 32");
        }
    }

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabasePattern();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VariablePattern();

    [GeneratedRegex("^[A-Z][A-Z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretPattern();
}
