using System.Buffers;
using System.Text;
using System.Text.Json;

namespace JamieDaemon.Tests.Support;

/// <summary>Damages the values of a JSON text, at every depth, and says where.</summary>
internal sealed class Mutations(byte[] whole) : IDisposable
{
    private static readonly JsonWriterOptions AsItComes = new() { SkipValidation = true };

    /// <summary>The others of a list are alike.</summary>
    private const int ItemsOfList = 2;

    private readonly JsonDocument _whole = JsonDocument.Parse(whole);
    private readonly List<(string Path, JsonValueKind Kind)> _values = [];

    private List<(string Path, JsonValueKind Kind)> Values
    {
        get
        {
            if (_values.Count == 0) Find(_whole.RootElement, "");
            return _values;
        }
    }

    /// <summary>Each value, damaged in each way that is one to it.</summary>
    public IEnumerable<Mutation> All() =>
        from value in Values
        from damage in Enum.GetValues<Damage>()
        where IsDamage(damage, value.Kind)
        select Apply(new Dictionary<string, Damage> { [value.Path] = damage });

    /// <summary>Up to four values, each damaged in some way.</summary>
    public Mutation Some(Random random)
    {
        var damages = new Dictionary<string, Damage>();
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            var (path, kind) = Values[random.Next(Values.Count)];
            var damage = (Damage)random.Next(Enum.GetValues<Damage>().Length);
            if (IsDamage(damage, kind)) damages[path] = damage;
        }

        return Apply(damages);
    }

    public void Dispose() => _whole.Dispose();

    private static bool IsDamage(Damage damage, JsonValueKind kind) => (damage, kind) switch
    {
        (Damage.Nulled or Damage.Emptied or Damage.ToString, JsonValueKind.Null) => damage == Damage.ToString,
        (Damage.ToString, JsonValueKind.String) or (Damage.ToNumber, JsonValueKind.Number) or (Damage.ToTrue, JsonValueKind.True)
            or (Damage.ToFalse, JsonValueKind.False) or (Damage.ToArray, JsonValueKind.Array) or (Damage.ToObject, JsonValueKind.Object) => false,
        (Damage.HalfCharacter or Damage.BrokenBytes, not JsonValueKind.String) => false,
        (Damage.Huge, JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null) => false,
        _ => true,
    };

    private Mutation Apply(Dictionary<string, Damage> damages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, AsItComes)) Write(json, _whole.RootElement, "", damages);
        return new Mutation(buffer.WrittenSpan.ToArray(), damages);
    }

    /// <summary>Not the whole itself: without it there is no message.</summary>
    private void Find(JsonElement value, string path)
    {
        if (path.Length > 0) _values.Add((path, value.ValueKind));
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in value.EnumerateObject()) Find(field.Value, $"{path}/{field.Name}");
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            for (var i = 0; i < Math.Min(value.GetArrayLength(), ItemsOfList); i++) Find(value[i], $"{path}/{i}");
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, string path, Dictionary<string, Damage> damages)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject()) WriteAt(json, field.Name, field.Value, $"{path}/{field.Name}", damages);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                for (var i = 0; i < value.GetArrayLength(); i++) WriteAt(json, name: null, value[i], $"{path}/{i}", damages);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteAt(Utf8JsonWriter json, string? name, JsonElement value, string path, Dictionary<string, Damage> damages)
    {
        Damage? damage = damages.TryGetValue(path, out var known) ? known : null;
        if (damage == Damage.Dropped) return;
        Name();
        if (damage is null or Damage.Doubled or Damage.DoubledAsNull or Damage.OddNeighbour) Write(json, value, path, damages);
        else json.WriteRawValue(Damaged(value, damage.Value), skipInputValidation: true);

        if (damage is Damage.Doubled or Damage.DoubledAsNull)
        {
            Name();
            json.WriteRawValue(damage == Damage.Doubled ? value.GetRawText() : "null", skipInputValidation: true);
        }

        if (damage == Damage.OddNeighbour && name is not null)
        {
            json.WritePropertyName(name + "_");
            json.WriteRawValue("""{"\ud83d":"\ud83d"}""", skipInputValidation: true);
        }

        void Name()
        {
            if (name is not null) json.WritePropertyName(name);
        }
    }

    private static byte[] Damaged(JsonElement value, Damage damage) => damage switch
    {
        Damage.BrokenBytes => [(byte)'"', .. Encoding.UTF8.GetBytes(value.GetString()!.Replace('"', '\'').Replace('\\', '/')), 0xC3, 0x28, 0xFF, (byte)'"'],
        _ => Encoding.UTF8.GetBytes(DamagedText(value, damage)),
    };

    private static string DamagedText(JsonElement value, Damage damage) => (damage, value.ValueKind) switch
    {
        (Damage.Nulled, _) => "null",
        (Damage.Emptied, JsonValueKind.String) => "\"\"",
        (Damage.Emptied, JsonValueKind.Object) => "{}",
        (Damage.Emptied, JsonValueKind.Array) => "[]",
        (Damage.Emptied, _) => "0",
        (Damage.ToString, _) => JsonSerializer.Serialize(value.GetRawText()),
        (Damage.ToNumber, _) => "-7.5",
        (Damage.ToTrue, _) => "true",
        (Damage.ToFalse, _) => "false",
        (Damage.ToArray, _) => """[null,7,"x",{"id":7}]""",
        (Damage.ToObject, _) => """{"id":7,"type":null}""",
        (Damage.Wrapped, _) => $"[{value.GetRawText()}]",
        (Damage.Huge, JsonValueKind.String) => $"\"{value.GetRawText().Trim('"')}{new string('x', 70_000)}\"",
        (Damage.Huge, JsonValueKind.Array) => $"[{string.Concat(Enumerable.Repeat("7,", 2000))}7]",
        (Damage.Huge, JsonValueKind.Object) => $"{{{string.Concat(Enumerable.Range(0, 2000).Select(i => $"\"field_{i}\":[],"))}\"last\":7}}",
        (Damage.Huge, _) => "-1e4000",
        (Damage.Deep, _) => $"{new string('[', 100)}7{new string(']', 100)}",
        (Damage.HalfCharacter, _) => $"\"{value.GetRawText().Trim('"')}\\ud83d\"",
        _ => throw new ArgumentOutOfRangeException(nameof(damage), damage, "This damage is done elsewhere."),
    };
}

/// <summary>A damaged JSON text.</summary>
/// <param name="Bytes">The text; not always UTF-8.</param>
/// <param name="Damages">What was done, by path (<c>/payload/event/text</c>).</param>
internal sealed record Mutation(byte[] Bytes, IReadOnlyDictionary<string, Damage> Damages)
{
    /// <summary>Whether none of these values was touched, nor anything that holds one, nor anything in one.</summary>
    public bool LeavesAlone(params IEnumerable<string> paths) =>
        !Damages.Keys.Any(damaged => paths.Any(path => Holds(damaged, path) || Holds(path, damaged)));

    public override string ToString() => string.Join(", ", Damages.Select(damage => $"{damage.Key} {damage.Value}"));

    private static bool Holds(string outer, string inner) => inner == outer || inner.StartsWith($"{outer}/", StringComparison.Ordinal);
}
