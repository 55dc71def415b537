namespace JamieDaemon.Sandbox.Model;

/// <summary>Cuts an answer into the pieces it is streamed in; joined they are the answer again.</summary>
internal static class AnswerPieces
{
    /// <summary>Words with the space after them.</summary>
    public static List<string> ByWord(string answer)
    {
        var pieces = new List<string>();
        for (var start = 0; start < answer.Length;)
        {
            var space = answer.IndexOf(' ', start);
            var end = space < 0 ? answer.Length : space + 1;
            pieces.Add(answer[start..end]);
            start = end;
        }

        return pieces;
    }

    /// <summary>So many pieces of nearly the same length; fewer when there are not enough characters.</summary>
    public static List<string> ByCount(string answer, int count)
    {
        var pieces = new List<string>(count);
        var start = 0;
        for (var i = 1; i <= count && start < answer.Length; i++)
        {
            var end = Math.Max(start + 1, (int)((long)answer.Length * i / count));
            // A pair of surrogates is one character and stays together.
            end += end < answer.Length && char.IsLowSurrogate(answer[end]) ? 1 : 0;
            pieces.Add(answer[start..end]);
            start = end;
        }

        return pieces;
    }
}
