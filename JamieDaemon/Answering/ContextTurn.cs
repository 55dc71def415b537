using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>An earlier message as the prompt has room for it.</summary>
internal sealed class ContextTurn
{
    private readonly ContextMessage _message;
    private readonly string _start;
    private readonly string _said;
    private readonly List<FittedFile> _files = [];

    private ContextTurn(ContextMessage message, string start, string said) => (_message, _start, _said) = (message, start, said);

    /// <summary>The message that opens the thread, then as many of the newest as there is room for, then their files; oldest first.</summary>
    public static IReadOnlyList<ContextTurn> Fit(IReadOnlyList<ContextMessage> messages, int room, List<Omission> omissions)
    {
        // One pasted log must not push out everything else that was said.
        var most = Math.Max(0, room / 4);
        var shortened = 0;
        var newestFirst = new List<ContextTurn>();
        var opening = messages is [{ OpensThread: true }, ..] ? TryTake(messages[0]) : null;
        for (var i = messages.Count - 1; i >= (opening is null ? 0 : 1); i--)
        {
            if (TryTake(messages[i]) is not { } turn) break;
            newestFirst.Add(turn);
        }

        if (opening is not null) newestFirst.Add(opening);
        AddFiles(newestFirst, room, omissions);

        if (messages.Count > newestFirst.Count) omissions.Add(new Omission(OmissionReason.OlderMessages, Count: messages.Count - newestFirst.Count));
        if (shortened > 0) omissions.Add(new Omission(OmissionReason.MiddleOfMessages, Count: shortened));
        newestFirst.Reverse();
        return newestFirst;

        ContextTurn? TryTake(ContextMessage message)
        {
            var whole = PromptFence.Neutralise(message.Text);
            var said = Shortened.To(whole, most);
            var start = StartOf(message);
            var cost = TokenCost.Of(said) + CostAround(start);
            if (cost > room) return null;
            room -= cost;
            if (!ReferenceEquals(said, whole)) shortened++;
            return new ContextTurn(message, start, said);
        }
    }

    /// <summary>What a message costs besides its text.</summary>
    public static int CostAround(ContextMessage message) => CostAround(StartOf(message));

    public ChatMessage ToChatMessage()
    {
        if (_message.FromJamie) return new ChatMessage(ChatRole.Assistant, _said);
        var files = _files.Count == 0 ? "" : string.Concat(_files.Select(file => $"\n{file.Fenced}"));
        var contents = new List<AIContent> { new TextContent($"{_start}{_said}{files}{PromptFence.MessageEnd}") };
        foreach (var file in _files)
        {
            if (file.Image is { } image) contents.Add(image);
        }

        return new ChatMessage(ChatRole.User, contents);
    }

    /// <summary>Nothing for what Jamie said itself, which needs no marks.</summary>
    private static string StartOf(ContextMessage message) => message.FromJamie ? "" : PromptFence.MessageStart(message);

    private static int CostAround(string start) => PromptBuilder.TurnOverhead + (start.Length == 0 ? 0 : TokenCost.Of(start) + TokenCost.Of(PromptFence.MessageEnd));

    private static void AddFiles(List<ContextTurn> newestFirst, int room, List<Omission> omissions)
    {
        var owners = newestFirst.SelectMany(turn => turn._message.Files.Select(file => (Turn: turn, File: file))).ToList();
        var fitted = FittedFile.Fit(owners.ConvertAll(owner => owner.File), room, omissions);
        for (var i = 0; i < owners.Count; i++)
        {
            if (fitted[i] is { } file) owners[i].Turn._files.Add(file);
        }
    }
}
