using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>The script that compares two databases after an import, with two real MariaDB servers.</summary>
public sealed class CompareScriptTests
{
    private const string Tables = """
        CREATE TABLE orders (id INT PRIMARY KEY);
        INSERT INTO orders VALUES (1), (2), (3);
        CREATE TABLE `odd ``name` (id INT);
        CREATE VIEW recent AS SELECT id FROM orders;
        CREATE TRIGGER counted AFTER INSERT ON orders FOR EACH ROW INSERT INTO seen VALUES (1);
        CREATE TABLE seen (id INT);
        """;

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb", "diff")]
    public async Task Rows_of_each_table_and_what_is_beside_them_are_compared()
    {
        var starts = new[] { RunningMariaDb.StartAsync(), RunningMariaDb.StartAsync() };
        using var source = await starts[0];
        using var target = await starts[1];
        source.RunAsRoot($"CREATE DATABASE old; USE old; {Tables}");
        target.RunAsRoot($"CREATE DATABASE shop; USE shop; {Tables} CREATE TABLE platform_load (source INT)");
        using var run = new StepRun();
        const string Client = """
            server=${1#--defaults-extra-file=}
            shift
            exec $server --user=root "$@"
            """;
        run.WithProgram("mysql", Client)
            .With("SOURCE", source.Connect)
            .With("TARGET", target.Connect)
            .With("SOURCE_DATABASE", "old")
            .With("TARGET_DATABASE", "shop");
        Assert.Equal((0, "All 5 are alike."), run.Run("compare-mysql.sh") is var (exitCode, said, _) ? (exitCode, said) : default);

        target.RunAsRoot("USE shop; DELETE FROM orders WHERE id = 2; DROP VIEW recent");
        using var process = run.Start("compare-mysql.sh");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(
            (1, "in the source: table orders\t3\nin the target: table orders\t2\nin the source: view recent\tthere\n"
                + "The databases are not alike.\n"),
            (process.ExitCode, output));
    }
}
