namespace Pulumi;

/// <summary>An error whose message says all that the user needs: it is shown without a stack trace.</summary>
public class RunException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What the user is told.</param>
    public RunException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="RunException(string)"/>
    /// <param name="message">What the user is told.</param>
    /// <param name="innerException">What caused it.</param>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
