using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// Ollama's paths and what they answer
/// (<see href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama API</see>).
/// </summary>
internal sealed class ModelEndpoints(
    ModelServerOptions options, IReadOnlyList<ModelRunner> runners, ModelRecord record, ModelGenerator generator)
{
    private const string Version = "0.32.9";
    private const string NoManifest = "pull model manifest: file does not exist";

    public Task HandleAsync(HttpContext context) => (context.Request.Path.Value, context.Request.Method) switch
    {
        ("/", "GET" or "HEAD") => ModelReply.TextAsync(context, 200, "Ollama is running", "text/plain; charset=utf-8"),
        ("/api/version", "HEAD") or ("/api/tags", "HEAD") => Task.CompletedTask,
        ("/api/version", "GET") =>
            ModelReply.JsonAsync(context, new ModelVersion(Version), ModelJsonContext.Default.ModelVersion),
        ("/api/tags", "GET") => ModelReply.JsonAsync(context, Tags(), ModelJsonContext.Default.ModelTags),
        ("/api/ps", "GET") => ModelReply.JsonAsync(context, Loaded(), ModelJsonContext.Default.ModelTags),
        ("/api/show", "POST") => ShowAsync(context),
        ("/api/chat", "POST") => AnswerAsync(context, isChat: true),
        ("/api/generate", "POST") => AnswerAsync(context, isChat: false),
        ("/api/embed", "POST") => EmbedAsync(context),
        ("/api/pull", "POST") => PullAsync(context),
        ("/" or "/api/version" or "/api/tags" or "/api/ps" or "/api/show" or "/api/chat" or "/api/generate" or "/api/embed"
            or "/api/pull", _) => ModelReply.TextAsync(context, 405, "405 method not allowed"),
        _ => ModelReply.TextAsync(context, 404, "404 page not found"),
    };

    private async Task AnswerAsync(HttpContext context, bool isChat)
    {
        if (await ModelReply.ReadAsync(context, ModelJsonContext.Default.ModelRequest) is not { } request)
        {
            return;
        }

        request = isChat ? request with { Messages = request.Messages ?? [] } : request with { Messages = null };
        record.Received(request);
        if (string.IsNullOrEmpty(request.Model))
        {
            await ModelReply.ErrorAsync(context, 400, "model is required");
        }
        else if (Find(request.Model) is not { } runner)
        {
            await ModelReply.NotFoundAsync(context, request.Model);
        }
        else if (ModelRequestRules.Problem(request, runner.Model) is { } problem)
        {
            await ModelReply.ErrorAsync(context, 400, problem);
        }
        else
        {
            await generator.AnswerAsync(context, request, runner);
        }
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await ModelReply.ReadAsync(context, ModelJsonContext.Default.ModelNameRequest) is not { } request)
        {
            return;
        }

        var name = string.IsNullOrEmpty(request.Model) ? request.Name : request.Model;
        if (string.IsNullOrEmpty(name))
        {
            await ModelReply.ErrorAsync(context, 400, "model is required");
        }
        else if (Find(name) is { } runner)
        {
            await ModelReply.JsonAsync(context, Describe(runner.Model), ModelJsonContext.Default.ModelShow);
        }
        else
        {
            await ModelReply.NotFoundAsync(context, name);
        }
    }

    private async Task EmbedAsync(HttpContext context)
    {
        if (await ModelReply.ReadAsync(context, ModelJsonContext.Default.ModelEmbedRequest) is not { } request)
        {
            return;
        }

        if (Find(request.Model ?? "") is not { } runner)
        {
            await ModelReply.NotFoundAsync(context, request.Model);
        }
        else if (Inputs(request.Input) is not { } inputs)
        {
            await ModelReply.ErrorAsync(context, 400, "invalid input type");
        }
        else
        {
            var start = options.Time.GetTimestamp();
            var embeddings = inputs.ConvertAll(text => Embed(text, runner.Model, request.Dimensions));
            var tokens = inputs.Sum(text => WordEmbedding.Words(text).Count());
            var took = Math.Max(1, (long)options.Time.GetElapsedTime(start).TotalNanoseconds);
            await ModelReply.JsonAsync(
                context,
                inputs.Count == 0
                    ? new ModelEmbeddings(request.Model!, [], null, null, null)
                    : new ModelEmbeddings(request.Model!, embeddings, took, 1, tokens),
                ModelJsonContext.Default.ModelEmbeddings);
        }
    }

    private async Task PullAsync(HttpContext context)
    {
        if (await ModelReply.ReadAsync(context, ModelJsonContext.Default.ModelNameRequest) is not { } request)
        {
            return;
        }

        var model = Find(request.Model ?? request.Name ?? "")?.Model;
        if (request.Stream == false)
        {
            await (model is null
                ? ModelReply.ErrorAsync(context, 500, NoManifest)
                : ModelReply.JsonAsync(context, new PullProgress("success"), ModelJsonContext.Default.PullProgress));
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        await LineAsync(context, new PullProgress("pulling manifest"));
        if (model is null)
        {
            await context.Response.WriteAsync($"{{\"error\":\"{NoManifest}\"}}\n", context.RequestAborted);
            return;
        }

        var size = model.ContextLength * 1024L;
        await LineAsync(context, new PullProgress($"pulling {model.Digest[..12]}", $"sha256:{model.Digest}", size, size));
        await LineAsync(context, new PullProgress("verifying sha256 digest"));
        await LineAsync(context, new PullProgress("writing manifest"));
        await LineAsync(context, new PullProgress("success"));
    }

    private ModelRunner? Find(string name) => runners.FirstOrDefault(runner => runner.Model.IsCalled(name));

    private ModelTags Tags() => new([.. runners.Select(runner => Tag(runner.Model) with { ModifiedAt = DateTime.UnixEpoch })]);

    private ModelTags Loaded() => new(
    [
        .. from runner in runners
           let stay = runner.Listed
           where stay is not null
           select Tag(runner.Model) with
           {
               ExpiresAt = stay.ExpiresAt.UtcDateTime,
               SizeVram = 0,
               ContextLength = stay.ContextLength,
           },
    ]);

    private static ModelTag Tag(SandboxModel model) =>
        new(model.FullName, model.FullName, null, model.ContextLength * 1024L, model.Digest, Details);

    private static ModelShow Describe(SandboxModel model) => new(
        "", "{{ .Prompt }}", Details,
        new Dictionary<string, JsonElement>
        {
            ["general.architecture"] =
                JsonSerializer.SerializeToElement(SandboxModel.Architecture, ModelJsonContext.Default.String),
            [$"{SandboxModel.Architecture}.context_length"] =
                JsonSerializer.SerializeToElement(model.ContextLength, ModelJsonContext.Default.Int32),
            [$"{SandboxModel.Architecture}.embedding_length"] =
                JsonSerializer.SerializeToElement(model.EmbeddingLength, ModelJsonContext.Default.Int32),
        },
        model.Capabilities, DateTime.UnixEpoch);

    private static ModelTagDetails Details { get; } =
        new("", "gguf", SandboxModel.Architecture, [SandboxModel.Architecture], "0B", "Q4_K_M");

    private static float[] Embed(string text, SandboxModel model, int? dimensions)
    {
        var vector = WordEmbedding.Of(text, model.EmbeddingLength);
        return dimensions is > 0 && dimensions < vector.Length ? WordEmbedding.Normalised(vector[..dimensions.Value]) : vector;
    }

    private static List<string>? Inputs(JsonElement? input) => input switch
    {
        null or { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } one ? [one] : [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => null,
    };

    private static async Task LineAsync(HttpContext context, PullProgress progress)
    {
        var json = JsonSerializer.Serialize(progress, ModelJsonContext.Default.PullProgress);
        await context.Response.WriteAsync(json + "\n", context.RequestAborted);
    }
}
