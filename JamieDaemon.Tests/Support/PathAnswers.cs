using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.Support;

/// <summary>Answers by path, for calls whose order nobody promises; counts them. What has no answer is <c>unknown_method</c>.</summary>
internal sealed class PathAnswers
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public PathAnswers(ScriptedHttpServer server)
    {
        for (var i = 0; i < 500; i++) server.Then(AnswerAsync);
    }

    public PathAnswers On(string path, RequestDelegate answer)
    {
        _answers[path] = answer;
        return this;
    }

    public PathAnswers On(string path, string json) => On(path, HttpAnswers.Json(json));

    public int CountOf(string path) => _counts.GetValueOrDefault(path);

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _counts.AddOrUpdate(path, 1, static (_, count) => count + 1);
        return _answers.GetValueOrDefault(path, HttpAnswers.Error("unknown_method"))(context);
    }
}
