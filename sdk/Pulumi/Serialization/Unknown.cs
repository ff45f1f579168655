namespace Pulumi.Serialization;

/// <summary>A value within serialized values that is not known yet.</summary>
internal sealed class Unknown
{
    /// <summary>How an unknown is written where only text can stand; the engine's constant.</summary>
    public const string Text = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static readonly Unknown Value = new();

    private Unknown() { }
}
