using System.Text;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of a method as <c>application/x-www-form-urlencoded</c>; absent values are left out.</summary>
internal sealed class FormBody
{
    private readonly StringBuilder _text = new();

    public FormBody Add(string name, string? value)
    {
        if (value is null)
            return this;
        if (_text.Length > 0)
            _text.Append('&');
        _text.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public FormBody Add(string name, int? value) => Add(name, value?.ToString());

    public FormBody Add(string name, bool? value) => Add(name, value is { } set ? (set ? "true" : "false") : null);

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_text.ToString());
}
