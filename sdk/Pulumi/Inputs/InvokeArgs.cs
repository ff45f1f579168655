namespace Pulumi;

/// <summary>The base of the argument classes of providers' functions.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>Makes an argument class without values.</summary>
    protected InvokeArgs() { }
}
