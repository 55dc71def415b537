using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Serves <c>/api/{method}</c>: reads a call, lets faults and rate limits have their way, and answers.</summary>
internal sealed class WebApiEndpoint(SlackWorkspaceOptions options, IEnumerable<ApiMethod> methods)
{
    private static readonly ScriptedAnswer RateLimited = ScriptedAnswer.RateLimited(TimeSpan.FromSeconds(1));
    private readonly FrozenDictionary<string, ApiMethod> _methods = methods.ToFrozenDictionary(method => method.Name);
    private readonly ApiCallers _callers = new(options);
    private readonly RateLimiter _limiter = new(options.Time);
    private readonly Chance _chance = new(options.Seed);

    public SlackCalls Calls { get; } = new();

    public IReadOnlyCollection<string> Methods => _methods.Keys;

    public Task HandleAsync(HttpContext context, string name)
    {
        // Kestrel dates answers by the machine's clock.
        if (options.Time != TimeProvider.System)
            context.Response.Headers.Date = options.Time.GetUtcNow().ToString("R");
        if (!_methods.TryGetValue(name, out var method))
            return SendAsync(context, StatusCodes.Status200OK, ApiReply.Error("unknown_method"));
        Calls.Arrive(name);
        return HandleAsync(context, method);
    }

    private async Task HandleAsync(HttpContext context, ApiMethod method)
    {
        using var arguments = await ApiArguments.ReadAsync(context.Request, method.ReadsJson, context.RequestAborted);
        var answer = options.Faults.TakeAnswer(method.Name) ?? ByChance();
        var delay = options.Faults.ApiDelay + (answer?.Delay ?? TimeSpan.Zero);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, options.Time, context.RequestAborted);
        answer ??= Limit(method, arguments);
        if (answer is null or { IsReal: true })
            await AnswerAsync(context, method, arguments);
        else
            await MisbehaveAsync(context, method, arguments, answer);
    }

    private Task AnswerAsync(HttpContext context, ApiMethod method, ApiArguments arguments)
    {
        var (reply, outcome) = Run(context, method, arguments);
        Calls.Answer(method.Name, outcome);
        return SendAsync(context, StatusCodes.Status200OK, reply);
    }

    private async Task MisbehaveAsync(HttpContext context, ApiMethod method, ApiArguments arguments, ScriptedAnswer answer)
    {
        if (answer.TakesEffect)
            Run(context, method, arguments);
        Calls.Answer(method.Name, answer.Cut ? "cut" : answer.Error ?? $"http {answer.Status}");
        if (answer.Cut)
        {
            context.Abort();
            return;
        }

        if (answer.RetryAfter is { } retryAfter)
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(retryAfter.TotalSeconds)).ToString();
        if (answer.Error is { } error)
            await SendAsync(context, answer.Status, ApiReply.Error(error));
        else
            await SendTextAsync(context, answer.Status, answer.Body ?? "upstream connect error or disconnect");
    }

    private (ReadOnlyMemory<byte> Reply, string Outcome) Run(HttpContext context, ApiMethod method, ApiArguments arguments)
    {
        var grant = _callers.Granted(method);
        context.Response.Headers["x-oauth-scopes"] = grant.Listed;
        ApiError? error = null;
        var reply = ApiReply.Write(
            arguments, grant, call => error = Refuse(context, method, arguments) ?? method.Invoke(call));
        return (reply, error?.Code ?? "ok");
    }

    private ApiError? Refuse(HttpContext context, ApiMethod method, ApiArguments arguments)
    {
        if (_callers.Refuse(method, context.Request, arguments) is { } refusal)
            return refusal;
        if (arguments.Error is { } error)
            return error;
        foreach (var name in method.Required)
        {
            if (arguments.Text(name) is null)
                return new ApiError("invalid_arguments", $"[ERROR] missing required field: {name}");
        }

        return null;
    }

    private ScriptedAnswer? ByChance()
    {
        if (_chance.Happens(options.Faults.TooManyRequests))
            return RateLimited;
        return _chance.Happens(options.Faults.Unavailable) ? ScriptedAnswer.Http(503, takesEffect: _chance.Happens(0.5)) : null;
    }

    private ScriptedAnswer? Limit(ApiMethod method, ApiArguments arguments)
    {
        if (!options.RateLimits)
            return null;
        var channel = method.LimitsPerChannel ? arguments.Text("channel") ?? "" : "";
        return _limiter.Take(method.Name, channel, method.Limit) is { } wait ? ScriptedAnswer.RateLimited(wait) : null;
    }

    private static Task SendTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }
}
