using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using JamieDaemon.Answering;

namespace JamieDaemon.Tests.Slack;

/// <summary>A record says all that it holds to whoever turns it into text, a log for one.</summary>
public sealed class RecordTextTests
{
    private const string Marker = "untrusted-or-secret";

    /// <summary>Ids, and words of our own. Whatever else is called otherwise must not be told.</summary>
    private static readonly string[] MayBeTold =
    [
        "Id", "QuestionId", "EnvelopeId", "Team", "Channel", "Thread", "Message", "User", "By", "Asker", "Model", "TraceId",
        "Authorized", "Known",
    ];

    /// <summary>But for the app's manifest, which is printed: it holds settings and words of our own.</summary>
    private static IEnumerable<Type> Records => typeof(Question).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false, Namespace: { } name }
            && name != "JamieDaemon.Slack.Manifest" && (name.StartsWith("JamieDaemon.Slack", StringComparison.Ordinal) || name == "JamieDaemon.Answering"))
        .Where(IsRecord);

    [TestCaseSource(nameof(Records))]
    public void No_records_text_form_tells_what_people_wrote_or_an_address(Type record) =>
        Assert.That($"{Filled(record)}", Does.Not.Contain(Marker));

    [Test]
    public void There_are_records_to_be_checked() => Assert.That(Records.Count(), Is.GreaterThan(80));

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly, [typeof(StringBuilder)]) is not null;

    /// <summary>Every text and every address in it, and in the records that it holds, is marked.</summary>
    private static object Filled(Type type, int depth = 0)
    {
        var filled = RuntimeHelpers.GetUninitializedObject(type);
        for (var at = type; at != typeof(object) && at is not null; at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (Value(field, depth) is { } value) field.SetValue(filled, value);
            }
        }

        return filled;
    }

    private static object? Value(FieldInfo field, int depth)
    {
        var type = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType;
        var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
        if (type == typeof(string)) return MayBeTold.Contains(name) ? "id" : Marker;
        if (type == typeof(Uri)) return new Uri($"https://{Marker}.example/");
        if (type == typeof(JsonElement)) return JsonSerializer.SerializeToElement(Marker);
        return depth < 3 && type is { IsAbstract: false, ContainsGenericParameters: false } && IsRecord(type) ? Filled(type, depth + 1) : null;
    }
}
