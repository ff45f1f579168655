using Infra.Bench;

// `Infra.Bench services N` previews an application of N services; without arguments, everything is measured; `compare` measures against
// cdk8s.
switch (args)
{
    case ["services", var count]:
        await ManyServices.PreviewAsync(int.Parse(count));
        return 0;
    case ["compare"]:
        Figures.PrintComparison(Console.Out);
        return 0;
    case []:
        Figures.Print(Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Infra.Bench takes no arguments, `compare`, or `services N`.");
        return 2;
}
