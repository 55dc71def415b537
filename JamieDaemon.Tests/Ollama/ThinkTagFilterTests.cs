using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Ollama;

namespace JamieDaemon.Tests.Ollama;

public sealed class ThinkTagFilterTests
{
    private const string Long = "Restart the pod, then read its log with care.";

    [TestCase("Restart the pod.", "Restart the pod.")]
    [TestCase("", "")]
    [TestCase("<think>hm</think>Restart.", "Restart.")]
    [TestCase("\n<think>\nhm\n</think>\n\nRestart.", "Restart.")]
    [TestCase("<think></think>", "")]
    [TestCase("<think>never closed", "")]
    [TestCase("\n</think>\n\nRestart.", "Restart.")]
    [TestCase("short thought</think>Restart.", "Restart.")]
    [TestCase("a < b and b > c", "a < b and b > c")]
    [TestCase("<thin ice", "<thin ice")]
    [TestCase("   spaces stay", "   spaces stay")]
    [TestCase(Long + "</think>Then wait.", Long + "Then wait.", Description = "Too late to take back: only the tag goes.")]
    [TestCase(Long + "</think>a</think>b", Long + "a</think>b", Description = "Once.")]
    [TestCase("Use <think>x</think> tags.", "Use <think>x</think> tags.", Description = "An answer about tags.")]
    [TestCase("<think>a</think>Use </think> to end.", "Use </think> to end.")]
    public void Leaked_reasoning_goes_and_the_answer_stays(string text, string expected) =>
        Assert.That(Filter([text]), Is.EqualTo(expected));

    [TestCase("R", "R")]
    [TestCase("<", "")]
    [TestCase("</thin", "")]
    [TestCase("<b", "<b")]
    [TestCase(" <think>hm", "")]
    [TestCase("</think>R", "R")]
    [TestCase("short thought</think>Restart.", "short thoughtRestart.", Description = "Nobody waited for it.")]
    public void The_first_word_of_a_model_that_does_not_think_leaves_at_once(string text, string shown) =>
        Assert.That(new ThinkTagFilter(mayThink: false).Push(text), Is.EqualTo(shown));

    [Test]
    public void The_result_does_not_depend_on_how_the_text_was_cut()
    {
        var piece = Gen.Elements("<think>", "</think>", "<thi", "nk>", "</", "think", ">", " ", "\n", "a", "word ", Long);
        var text = Gen.ListOf(piece).Select(string.Concat);
        var cuts = Gen.ListOf(Gen.Choose(1, 9));
        Prop.ForAll(Arb.From(text), Arb.From(cuts), (whole, lengths) => Filter(Cut(whole, lengths)) == Filter([whole]))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Text_without_tags_passes_unchanged() =>
        Prop.ForAll<NonNull<string>>(text => text.Get.Contains('<') || Filter([text.Get]) == text.Get).QuickCheckThrowOnFailure();

    [Test]
    public void Text_is_passed_on_as_it_comes_once_the_start_is_settled()
    {
        var filter = new ThinkTagFilter();
        filter.Push(Long);

        Assert.That(filter.Push("Then wait."), Is.EqualTo("Then wait."));
    }

    private static string Filter(IEnumerable<string> pieces)
    {
        var filter = new ThinkTagFilter();
        return string.Concat(pieces.Select(filter.Push)) + filter.Complete();
    }

    private static IEnumerable<string> Cut(string text, IEnumerable<int> lengths)
    {
        var start = 0;
        foreach (var length in lengths)
        {
            var end = Math.Min(text.Length, start + length);
            yield return text[start..end];
            start = end;
        }

        yield return text[start..];
    }
}
