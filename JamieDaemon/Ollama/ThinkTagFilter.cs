namespace JamieDaemon.Ollama;

/// <summary>
/// Takes leaked reasoning out of a streamed answer: a <c>&lt;think&gt;…&lt;/think&gt;</c> block at its start, and everything
/// before a lone <c>&lt;/think&gt;</c> (<see href="https://github.com/ollama/ollama/issues/18044">ollama#18044</see>).
/// </summary>
/// <remarks>
/// What was passed on cannot be taken back, so of a model that thinks the first <see cref="Window"/> characters wait for a lone closing
/// tag; when one comes later, only the tag itself is dropped. Of one that does not, the first word leaves at once: people wait for it. Tags inside an answer that has begun are its own business. The result never
/// depends on how the text was cut, and nothing is ever an error: a wrong guess must not cost an answer.
/// </remarks>
/// <param name="mayThink">Whether the model is one that thinks, or nobody knows.</param>
public sealed class ThinkTagFilter(bool mayThink = true)
{
    /// <summary>Characters held back at the start, not counting leading white space.</summary>
    public const int Window = 32;

    private const string Opener = "<think>";
    private const string Closer = "</think>";

    private Phase _phase = Phase.Opening;
    private string _held = "";

    private enum Phase
    {
        Opening,
        Thinking,
        AfterThinking,
        Watching,
        Passing,
    }

    /// <summary>Takes the next piece; returns what may be shown now, which may be nothing.</summary>
    public string Push(string text)
    {
        if (_phase == Phase.Passing)
        {
            return text;
        }

        _held = _held.Length == 0 ? text : _held + text;
        return Release(isEnd: false);
    }

    /// <summary>The answer is over: returns what was still held back.</summary>
    public string Complete() => Release(isEnd: true);

    private string Release(bool isEnd)
    {
        while (true)
        {
            switch (_phase)
            {
                case Phase.Opening when !TryOpen(isEnd):
                    return "";
                case Phase.Thinking when _held.IndexOf(Closer, StringComparison.Ordinal) is >= 0 and var end:
                    Continue(Phase.AfterThinking, end + Closer.Length);
                    break;
                case Phase.Thinking:
                    _held = _held[^PartialTag(_held)..];
                    return "";
                case Phase.AfterThinking:
                    _held = _held.TrimStart();
                    if (_held.Length == 0)
                    {
                        return "";
                    }

                    _phase = Phase.Passing;
                    break;
                case Phase.Watching:
                    return Watch(isEnd);
                case Phase.Passing:
                    return Take(_held.Length);
                default:
                    break;
            }
        }
    }

    private bool TryOpen(bool isEnd)
    {
        var start = _held.Length - _held.AsSpan().TrimStart().Length;
        var (tag, isOpener) = FirstTag(_held);
        if (tag >= 0 && isOpener)
        {
            Continue(tag == start ? Phase.Thinking : Phase.Passing, tag == start ? tag + Opener.Length : 0);
        }
        else if (tag >= 0 && tag - start <= (mayThink ? Window : 0))
        {
            Continue(Phase.AfterThinking, tag + Closer.Length);
        }
        else if (isEnd || _held.Length - start >= Window + Closer.Length || (!mayThink && IsPlain(_held.AsSpan(start))))
        {
            _phase = Phase.Watching;
        }
        else
        {
            return false;
        }

        return true;
    }

    private string Watch(bool isEnd)
    {
        var (tag, isOpener) = FirstTag(_held);
        if (tag < 0)
        {
            return Take(isEnd ? _held.Length : _held.Length - PartialTag(_held));
        }

        _phase = Phase.Passing;
        return isOpener ? Take(_held.Length) : Take(_held.Length).Remove(tag, Closer.Length);
    }

    private void Continue(Phase phase, int from)
    {
        _phase = phase;
        _held = _held[from..];
    }

    private string Take(int count)
    {
        var taken = _held[..count];
        _held = _held[count..];
        return taken;
    }

    /// <summary>Whether it begins with what is no tag, however it goes on.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        text.Length > 0 && !Opener.AsSpan().StartsWith(text) && !Closer.AsSpan().StartsWith(text) && !text.StartsWith(Opener) && !text.StartsWith(Closer);

    private static (int Index, bool IsOpener) FirstTag(string text)
    {
        var opener = text.IndexOf(Opener, StringComparison.Ordinal);
        var closer = text.IndexOf(Closer, StringComparison.Ordinal);
        return opener >= 0 && (closer < 0 || opener < closer) ? (opener, true) : (closer, false);
    }

    /// <summary>Length of the longest ending that may yet become a tag.</summary>
    private static int PartialTag(string text)
    {
        for (var length = Math.Min(Closer.Length - 1, text.Length); length > 0; length--)
        {
            var ending = text.AsSpan(text.Length - length);
            if (Closer.AsSpan().StartsWith(ending) || Opener.AsSpan().StartsWith(ending))
            {
                return length;
            }
        }

        return 0;
    }
}
