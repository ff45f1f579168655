using Infra.Data.MySql;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>The data services that there are, by name.</summary>
internal static class DataOfProject
{
    extension(DataSettings data)
    {
        public PostgresSettings? Postgres => data.Find<PostgresSettings>();

        public RedisSettings? Redis => data.Find<RedisSettings>();

        public QdrantSettings? Qdrant => data.Find<QdrantSettings>();

        public MySqlSettings? MySql => data.Find<MySqlSettings>();

        /// <summary>The same with other settings of a data service.</summary>
        public DataSettings With<T>(Func<T, T> change)
            where T : DataServiceSettings
            => new([.. data.Services.Select(service => service.Settings is T own ? service with { Settings = change(own) } : service)]);
    }
}
