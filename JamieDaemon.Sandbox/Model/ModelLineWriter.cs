using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Model;

/// <summary>Writes an answer as lines while it grows or, for <c>"stream": false</c>, as one object at its end.</summary>
internal sealed class ModelLineWriter(HttpContext context, string model, bool isChat, bool isStream, TimeProvider time)
    : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private readonly StringBuilder _whole = new();
    private Utf8JsonWriter? _json;
    private int _tokens;

    /// <summary>Adds a piece; it goes out with the next flush. The headers go with the first.</summary>
    public void Write(string piece)
    {
        _tokens++;
        if (isStream)
        {
            WriteLine(Line(piece));
        }
        else
        {
            _whole.Append(piece);
        }
    }

    public void WriteThought(string thought)
    {
        if (isStream && isChat)
        {
            WriteLine(Line("") with { Message = new ModelLineMessage("assistant", "", thought) });
        }
    }

    public async ValueTask FlushAsync()
    {
        if (isStream)
        {
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>The last line, or the whole answer.</summary>
    public async Task EndAsync(string reason, int promptTokens, TimeSpan load, TimeSpan reading)
    {
        var total = time.GetElapsedTime(_start);
        var last = Line(isStream ? "" : _whole.ToString()) with
        {
            Done = true,
            DoneReason = reason,
            TotalDuration = Nanoseconds(total),
            LoadDuration = Nanoseconds(load),
            PromptEvalCount = promptTokens,
            PromptEvalDuration = Nanoseconds(reading),
            EvalCount = _tokens,
            EvalDuration = Nanoseconds(total - load - reading),
        };
        if (isStream)
        {
            WriteLine(last);
            await FlushAsync();
        }
        else
        {
            await ModelReply.JsonAsync(context, last, ModelJsonContext.Default.ModelLine);
        }
    }

    /// <summary>Nothing was generated: one object even for a stream, as Ollama does it.</summary>
    public Task EndWithoutAnswerAsync(string reason) => ModelReply.JsonAsync(
        context, Line("") with { Done = true, DoneReason = reason }, ModelJsonContext.Default.ModelLine);

    /// <summary>The model failed: a line when lines have gone out, else a status.</summary>
    public async Task FailAsync(string error)
    {
        if (!isStream)
        {
            await ModelReply.ErrorAsync(context, 500, error);
            return;
        }

        Json().Reset();
        JsonSerializer.Serialize(Json(), new ModelError(error), ModelJsonContext.Default.ModelError);
        EndLine();
        await FlushAsync();
    }

    public void Dispose() => _json?.Dispose();

    private static long? Nanoseconds(TimeSpan time) => time > TimeSpan.Zero ? (long)time.TotalNanoseconds : null;

    private ModelLine Line(string piece) => new()
    {
        Model = model,
        CreatedAt = time.GetUtcNow().UtcDateTime,
        Message = isChat ? new ModelLineMessage("assistant", piece) : null,
        Response = isChat ? null : piece,
        Done = false,
    };

    private void WriteLine(ModelLine line)
    {
        var json = Json();
        json.Reset();
        JsonSerializer.Serialize(json, line, ModelJsonContext.Default.ModelLine);
        EndLine();
    }

    private Utf8JsonWriter Json()
    {
        if (_json is null)
        {
            context.Response.ContentType = "application/x-ndjson";
            _json = new Utf8JsonWriter(context.Response.BodyWriter, ModelReply.GoStyle);
        }

        return _json;
    }

    private void EndLine()
    {
        context.Response.BodyWriter.GetSpan(1)[0] = (byte)'\n';
        context.Response.BodyWriter.Advance(1);
    }
}
