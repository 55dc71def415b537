namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// Embeddings without a model: a hashed bag of words of length 1, so texts that share words lie close together.
/// </summary>
public static class WordEmbedding
{
    public static float[] Of(string text, int length)
    {
        var vector = new float[length];
        foreach (var word in Words(text))
        {
            var hash = Hash(word);
            vector[hash % (uint)length] += (hash & 0x8000_0000) == 0 ? 1 : -1;
        }

        return Normalised(vector);
    }

    /// <summary>The same direction with length 1; what has no direction points along the first axis.</summary>
    public static float[] Normalised(float[] vector)
    {
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        if (norm == 0)
        {
            vector[0] = norm = 1;
        }

        return Array.ConvertAll(vector, x => x / norm);
    }

    /// <summary>Letters and digits between anything else, in lower case.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    /// <summary>FNV-1a: unlike <see cref="string.GetHashCode()"/> the same in every process.</summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }
}
