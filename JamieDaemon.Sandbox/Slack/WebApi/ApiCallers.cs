using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Checks who calls: the token, its kind and its scopes.</summary>
internal sealed class ApiCallers(SlackWorkspaceOptions options)
{
    private const string Bearer = "Bearer ";
    private readonly ApiGrant _appGrant = new(options.AppScopes);
    private readonly ApiGrant _botGrant = new(options.BotScopes);

    public ApiGrant Granted(ApiMethod method) => method.WantsAppToken ? _appGrant : _botGrant;

    /// <summary>Why this caller may not call this method; null when it may.</summary>
    public ApiError? Refuse(ApiMethod method, HttpRequest request, ApiArguments arguments)
    {
        var (wanted, other) = method.WantsAppToken
            ? (options.AppToken, options.BotToken)
            : (options.BotToken, options.AppToken);
        var token = Token(method, request, arguments);
        if (token is null)
            return "not_authed";
        if (token == other)
            return "not_allowed_token_type";
        if (token != wanted)
            return "invalid_auth";
        return method.Scope is { } scope && !Granted(method).Has(scope) ? ApiError.MissingScope(scope) : null;
    }

    private static string? Token(ApiMethod method, HttpRequest request, ApiArguments arguments)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.Ordinal))
            return header[Bearer.Length..];
        // An app-level token counts in the header alone: https://github.com/slackapi/python-slack-sdk/issues/1877
        return arguments.Text("token") is { } field ? method.WantsAppToken ? "" : field : null;
    }
}
