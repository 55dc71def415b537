using System.Text;

namespace JamieDaemon.Answering;

/// <summary>A file that came with a question, as far as the chat has said.</summary>
/// <param name="Id">What the chat calls it.</param>
/// <param name="Name">Its name. Untrusted.</param>
/// <param name="MediaType">What the chat takes it for; <see langword="null"/> when it does not say.</param>
/// <param name="Size">In bytes; <see langword="null"/> when the chat does not say.</param>
/// <param name="Uri">Where its content is; <see langword="null"/> when the chat has to be asked for that first.</param>
/// <remarks>Its text form names the id only: names and addresses must not reach a log.</remarks>
public sealed record QuestionFile(string Id, string Name, string? MediaType, long? Size, Uri? Uri)
{
    public bool IsImage => MediaType?.StartsWith("image/", StringComparison.Ordinal) == true;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id);
        return true;
    }
}
