using JamieDaemon.Slack.Home;

namespace JamieDaemon.Tests.Slack.Home;

public sealed class RecentQuestionsTests
{
    private readonly RecentQuestions _recent = new();

    [Test]
    public void A_person_sees_their_own_latest_five_and_nobody_elses()
    {
        for (var i = 0; i < 7; i++)
        {
            _recent.Remember(Some.Question($"mine {i}"));
            _recent.Remember(Some.Question($"theirs {i}") with { Asker = "U2" });
        }

        Assert.That(_recent.Of("U1").Select(question => question.Text), Is.EqualTo(["mine 6", "mine 5", "mine 4", "mine 3", "mine 2"]));
        Assert.That(_recent.Of("U3"), Is.Empty);
    }

    [Test]
    public void A_long_question_of_many_lines_is_shown_by_its_beginning_in_one()
    {
        _recent.Remember(Some.Question($"why\n\n does \t it  {new string('x', 200)}?"));
        Assert.That(_recent.Of("U1")[0].Text, Is.EqualTo($"why does it {new string('x', 87)}…"));
    }

    [Test]
    public void A_question_that_was_changed_is_shown_as_it_is_now()
    {
        var question = Some.Question("why?");
        _recent.Remember(question);
        _recent.Remember(question with { Text = "why not?" });
        Assert.That(_recent.Of("U1").Select(kept => kept.Text), Is.EqualTo(["why not?"]));
    }

    [Test]
    public void A_question_that_was_deleted_is_shown_no_more()
    {
        var question = Some.Question();
        _recent.Remember(question);
        _recent.Remember(question with { Id = "asked again" });
        _recent.Forget("C1", question.Conversation.Message!);
        _recent.Forget("C1", "never heard of");
        Assert.That(_recent.Of("U1"), Is.Empty);
    }

    [Test]
    public void What_is_older_than_the_latest_two_thousand_is_forgotten()
    {
        _recent.Remember(Some.Question("the first"));
        for (var i = 0; i < 2000; i++) _recent.Remember(Some.Question() with { Asker = "U2" });
        Assert.That((_recent.Of("U1").Count, _recent.Of("U2").Count), Is.EqualTo((0, 5)));
    }

    [Test]
    public void Its_text_form_tells_nothing()
    {
        _recent.Remember(Some.Question("a secret"));
        Assert.That($"{_recent.Of("U1")[0]}", Does.Not.Contain("secret"));
    }
}
