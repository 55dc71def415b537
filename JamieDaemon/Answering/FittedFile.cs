using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>A file as the prompt has room for it.</summary>
/// <param name="Fenced">Its content, or for an image its name, between marks.</param>
/// <param name="Image">The image itself.</param>
/// <param name="Cost">What it costs, see <see cref="TokenCost"/>.</param>
internal sealed record FittedFile(string Fenced, DataContent? Image, int Cost) : Discreet
{
    /// <summary>Models take between 256 and some 1,600 tokens for a picture of a screen; the server does not say beforehand.</summary>
    internal const int ImageCost = 800 * TokenCost.OfToken;

    /// <summary>Less of a file tells nothing.</summary>
    private const int LeastText = 80 * TokenCost.OfToken;

    private const string ImageNote = "(the image that comes with this message)";

    /// <summary>Images whole or not at all, within half of the room if there is text too; then the texts share what is left fairly.</summary>
    /// <returns>One for each file; <see langword="null"/> for those without room.</returns>
    public static FittedFile?[] Fit(IReadOnlyList<ContextFile> files, int room, List<Omission> omissions)
    {
        var fitted = new FittedFile?[files.Count];
        var texts = new List<int>();
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Image is null) texts.Add(i);
        }

        var forImages = texts.Count == 0 ? room : room / 2;
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Image is not { } image) continue;
            var fenced = Fence(files[i].Name, ImageNote);
            var cost = ImageCost + CostOf(fenced);
            if (cost > forImages) continue;
            forImages -= cost;
            room -= cost;
            fitted[i] = new FittedFile(fenced, image, cost);
        }

        var contents = texts.ConvertAll(i => PromptFence.Neutralise(files[i].Text));
        var needs = new List<int>(texts.Count);
        for (var i = 0; i < texts.Count; i++) needs.Add(CostOf(Fence(files[texts[i]].Name, contents[i])));
        var shares = FairShare.Split(needs, room);
        for (var i = 0; i < texts.Count; i++) fitted[texts[i]] = FitText(files[texts[i]].Name, contents[i], shares[i], omissions);

        for (var i = 0; i < files.Count; i++)
        {
            if (fitted[i] is null) omissions.Add(new Omission(OmissionReason.FileWithoutRoom, files[i].Name));
        }

        return fitted;
    }

    private static FittedFile? FitText(string name, string text, int share, List<Omission> omissions)
    {
        var room = share - CostOf(Fence(name, ""));
        if (room < 0) return null;
        var shown = Shortened.To(text, room);
        if (!ReferenceEquals(shown, text))
        {
            if (room < LeastText) return null;
            omissions.Add(new Omission(OmissionReason.MiddleOfFile, name));
        }

        var fenced = Fence(name, shown);
        return new FittedFile(fenced, null, CostOf(fenced));
    }

    /// <summary>With the blank line that parts it from what follows.</summary>
    private static int CostOf(string fenced) => TokenCost.Of(fenced) + TokenCost.Of("\n\n");

    private static string Fence(string name, string content) => $"{PromptFence.FileStart(name)}{content}{PromptFence.FileEnd}";
}
