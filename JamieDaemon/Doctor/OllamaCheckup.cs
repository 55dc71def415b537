using JamieDaemon.Ollama;

namespace JamieDaemon.Doctor;

/// <summary>Whether an Ollama answers.</summary>
internal sealed class OllamaCheckup(OllamaLook ollama, string name) : ICheckup
{
    public string Name => name;

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var answer = await ollama.Tags;
        return Judge(name, ollama.Address, answer, answer.Read(OllamaJsonContext.Default.OllamaModelList)?.Models?.Count);
    }

    /// <param name="name">The row.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="answer">To <c>/api/tags</c>.</param>
    /// <param name="models">How many it lists; <see langword="null"/>: it lists none at all.</param>
    public static Finding Judge(string name, Uri address, HttpAnswer answer, int? models)
    {
        var place = $"{address.Host}:{address.Port}";
        if (answer.Trouble is { } trouble)
        {
            return Finding.Fail(name, $"{place} does not answer: {trouble.Words}", trouble.Kind == HttpTroubleKind.Encryption
                ? "Name the authority of its certificate in Network:ExtraCaFile (a PEM file)."
                : $"Start Ollama there (OLLAMA_HOST decides where it listens; 127.0.0.1 is its default), let {place} through the firewall, or mend Ollama:Url.");
        }

        if (answer.Status is 401 or 403 or 407) return Finding.Fail(name, $"{place} does not let Jamie in (HTTP {answer.Status})", "Set Ollama:Authorization to the header that the proxy before Ollama wants, as \"Bearer …\".");
        return answer.Status == 200 && models is { } count
            ? Finding.Ok(name, $"{place} answers in {answer.Took.TotalMilliseconds:0} ms, models: {count}")
            : Finding.Fail(name, $"what answers at {place} is not Ollama (HTTP {answer.Status})", "Mend Ollama:Url: it is the address before /api.");
    }
}
