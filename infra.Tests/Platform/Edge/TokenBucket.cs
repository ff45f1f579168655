using System.Text.Json.Nodes;
using Infra.Values;
using StackPreview.Json;

namespace Infra.Tests.Platform.Edge;

/// <summary>
/// How Traefik counts one client's requests (pkg/middlewares/ratelimiter of its source): a bucket of <c>burst</c> tokens that fills with
/// <c>average</c> tokens a <c>period</c>. A request takes one. Where there is none left, it waits for the next, but for half the time
/// between two tokens at most; a request that would wait longer takes none and gets status 429.
/// </summary>
internal sealed class TokenBucket(JsonNode rateLimit)
{
    private readonly double _perSecond
        = rateLimit.Number("average")!.Value / Duration.TryParse(rateLimit.Text("period"))!.Value.TotalSeconds;
    private readonly double _burst = rateLimit.Number("burst")!.Value;
    private double _tokens = rateLimit.Number("burst")!.Value;
    private TimeSpan _last;

    // The rate is cut to a whole number first, as Traefik does it.
    private TimeSpan LongestWait
        => _perSecond < 1 ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(1) / (Math.Floor(_perSecond) * 2);

    /// <summary>The status that a request gets before its service sees it, 429 or 200.</summary>
    /// <param name="at">When it arrives.</param>
    public int StatusAt(TimeSpan at)
    {
        var filled = Math.Min(_burst, _tokens + ((at - _last).TotalSeconds * _perSecond));
        _last = at;
        var left = filled - 1;
        var isRefused = left < 0 && TimeSpan.FromSeconds(-left / _perSecond) > LongestWait;
        _tokens = isRefused ? filled : left;
        return isRefused ? 429 : 200;
    }

    /// <summary>The statuses of requests that arrive at once.</summary>
    public IReadOnlyList<int> StatusesAt(TimeSpan at, int requests) => [.. Enumerable.Range(0, requests).Select(_ => StatusAt(at))];
}
