using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Files;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>What the newcomer does in Slack beside asking: clicks, stops, edits, shares files, fills in modals.</summary>
internal sealed class Hands(SlackWorkspace slack, ButtonNumbers buttons, Asker asker)
{
    private readonly SlackUser _user = slack.User(IncidentScene.User);

    /// <returns>What to tell the newcomer; null when Slack shows it.</returns>
    public string? Do(UserLine line)
    {
        try
        {
            return line.Action switch
            {
                UserAction.Click => Click(line.Text),
                UserAction.Stop => Stop(),
                UserAction.Edit => Edit(line.Text),
                UserAction.Upload => Upload(line.Text),
                UserAction.Shortcut => Shortcut(line.Text),
                UserAction.Submit => Submit(line.Text),
                UserAction.Close => Close(),
                UserAction.Messages => OpenMessages(),
                _ => null,
            };
        }
        catch (ArgumentException gone)
        {
            return gone.Message;
        }
    }

    private string? Click(string number)
    {
        if (!int.TryParse(number, out var wanted) || buttons.Find(wanted) is not { } button)
            return $"There is no button {number}.";
        button.Click();
        return $"{IncidentScene.User} clicked {button.Label}";
    }

    private string? Stop()
    {
        if (asker.LastQuestion is { } asked && slack.Agent.PressStop(IncidentScene.User, asked.Channel, asked.ThreadTs ?? asked.Ts))
            return $"{IncidentScene.User} pressed Stop";
        return "Slack shows no Stop of its own: click Jamie's, or say: thread stop";
    }

    private string? Edit(string text)
    {
        if (asker.LastQuestion is not { } asked)
            return "There is nothing to edit yet: ask something first.";
        var mention = asked.Text.StartsWith("<@", StringComparison.Ordinal) ? asked.Text[..(asked.Text.IndexOf('>') + 2)] : "";
        slack.EditMessage(asked.Channel, asked.Ts, mention + text);
        return null;
    }

    private string? Upload(string line)
    {
        var space = line.IndexOf(' ');
        var (path, words) = space < 0 ? (line, "") : (line[..space], line[space..]);
        if (!File.Exists(path))
            return $"There is no file {path}. (A question that begins with upload begins with @jamie.)";
        var name = Path.GetFileName(path);
        var content = File.ReadAllBytes(path);
        var upload = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => FileUpload.Png(name, content),
            ".jpg" or ".jpeg" => new FileUpload(name, "image/jpeg", "jpg", "JPEG", content),
            _ => new FileUpload(name, "text/plain", "text", "Plain Text", content),
        };
        asker.Share($"<@{slack.Team.BotUserId}>{words}", upload);
        return null;
    }

    private string? Shortcut(string callbackId)
    {
        var messages = slack.Messages.In(slack.Channel(IncidentScene.Channel).Id);
        if (messages.LastOrDefault(message => message.BotId != slack.Team.BotId && !message.IsReply) is not { } message)
            return "There is no message to use it on.";
        slack.Interactions.Shortcut(IncidentScene.User, message, callbackId);
        return $"{IncidentScene.User} used {callbackId} on the last message of {IncidentScene.Channel}";
    }

    private string? Submit(string words)
    {
        if (slack.Views.ModalOf(_user.Id) is not { } modal)
            return "There is no modal open.";
        var field = Slack.Interactions.BlockElement.In(modal.Content.Field("blocks") ?? default)
            .FirstOrDefault(element => element.Type == "plain_text_input").ActionId;
        slack.Interactions.Submit(modal, field is null || words.Length == 0 ? [] : [(field, words)]);
        return $"{IncidentScene.User} submitted the modal";
    }

    private string? Close()
    {
        if (slack.Views.ModalOf(_user.Id) is not { } modal)
            return "There is no modal open.";
        slack.Interactions.Close(modal);
        return $"{IncidentScene.User} closed the modal";
    }

    private string? OpenMessages()
    {
        slack.OpenHome(IncidentScene.User, "messages");
        return $"{IncidentScene.User} opened Jamie's Messages tab";
    }
}
