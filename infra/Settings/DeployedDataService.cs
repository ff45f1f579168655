namespace Infra.Settings;

/// <summary>A data service of a project that is deployed.</summary>
/// <param name="Service">The name of the data service.</param>
/// <param name="Name">Its name in the namespace: that of a companion begins with the companion's.</param>
/// <param name="Settings">Its settings.</param>
public sealed record DeployedDataService(string Service, string Name, DataServiceSettings Settings);
