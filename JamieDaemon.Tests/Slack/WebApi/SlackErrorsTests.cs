using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class SlackErrorsTests
{
    [TestCase("invalid_auth", SlackErrorKind.Configuration)]
    [TestCase("not_allowed_token_type", SlackErrorKind.Configuration)]
    [TestCase("missing_scope", SlackErrorKind.Configuration)]
    [TestCase("two_factor_setup_required", SlackErrorKind.Configuration)]
    [TestCase("unknown_method", SlackErrorKind.Configuration)]
    [TestCase("not_in_channel", SlackErrorKind.BadRequest)]
    [TestCase("msg_too_long", SlackErrorKind.BadRequest)]
    [TestCase("a_code_of_tomorrow", SlackErrorKind.BadRequest)]
    [TestCase("internal_error", SlackErrorKind.Passing)]
    [TestCase("ratelimited", SlackErrorKind.Passing)]
    [TestCase("accesslimited", SlackErrorKind.Passing)]
    public void A_code_has_a_kind(string error, SlackErrorKind kind) => Assert.That(SlackErrors.KindOf(error), Is.EqualTo(kind));

    [Test]
    public void A_missing_scope_is_explained_with_both_lists()
    {
        var error = new SlackApiException("chat.postMessage", new SlackResponse
        {
            Error = "missing_scope",
            Needed = "chat:write",
            Provided = "app_mentions:read",
        });
        Assert.That(error.Message, Is.EqualTo(
            "Slack refused chat.postMessage: missing_scope. Add the scope to the app and install it to the workspace again. "
            + "Scopes needed: chat:write; granted: app_mentions:read."));
        Assert.That(error.Kind, Is.EqualTo(SlackErrorKind.Configuration));
    }

    [Test]
    public void Slacks_remarks_on_the_arguments_are_passed_on()
    {
        var error = new SlackApiException("chat.postMessage", new SlackResponse
        {
            Error = "invalid_blocks",
            ResponseMetadata = new SlackResponseMetadata
            {
                Messages = ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"],
            },
        });
        Assert.That(error.Message, Does.EndWith("no more than 50 items allowed [json-pointer:/blocks]"));
    }

    [Test]
    public void A_refusal_without_a_code_still_has_a_name() =>
        Assert.That(new SlackApiException("auth.test", new SlackResponse()).Error, Is.EqualTo("unnamed_error"));
}
