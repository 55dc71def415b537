using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Interactions;

/// <summary>What Jamie's buttons and dialogs carry, come back in any shape.</summary>
public sealed class FuzzedValuesTests
{
    private static readonly AnswerDetails Details = new()
    {
        Id = "abcdefghjk",
        Model = "bruno-sre",
        PromptTokens = 812,
        AnswerTokens = 144,
        QueueWait = 12,
        FirstWord = 700,
        Loading = 0,
        Reading = 600,
        Writing = 4000,
        Total = 5321,
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
    };

    [Test]
    public void Damaged_details_are_shown_or_are_none()
    {
        using var mutations = new Mutations(Encoding.UTF8.GetBytes(Details.ToValue()));
        var shown = 0;
        foreach (var mutation in mutations.All())
        {
            if (AnswerDetails.Read(Encoding.UTF8.GetString(mutation.Bytes)) is not { } details) continue;
            Assert.That(DetailsReply.Blocks(details), Has.Count.EqualTo(2), $"{mutation}");
            shown++;
        }

        Assert.That(shown, Is.GreaterThan(50));
    }

    [Test]
    public void Any_text_is_a_place_or_none()
    {
        var texts = Gen.Elements('|', 'U', '1', '.', '{', '}', '"', ' ').ArrayOf().Select(characters => new string(characters));
        Prop.ForAll(texts.ToArbitrary(), text =>
            (!QuestionPlace.TryRead(text, out var question) || question.ToValue() == text)
            && (!MessagePlace.TryRead(text, out var message) || message.ToMetadata() == text)
            && AnswerDetails.Read(text) is null).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }
}
