using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Tests.Telemetry;

public sealed partial class SecretRedactorTests
{
    [TestCaseSource(typeof(SecretSamples), nameof(SecretSamples.Secrets))]
    public void What_is_secret_goes_and_the_rest_stays(string marked) =>
        Assert.That(SecretRedactor.Redact(Plain(marked)), Is.EqualTo(Redacted(marked)));

    [TestCaseSource(typeof(SecretSamples), nameof(SecretSamples.Harmless))]
    public void What_only_looks_like_it_stays(string text) => Assert.That(SecretRedactor.Redact(text), Is.SameAs(text));

    [TestCaseSource(typeof(SecretSamples), nameof(SecretSamples.Secrets))]
    public void While_a_text_grows_nothing_of_a_secret_is_seen_and_nothing_is_taken_back(string marked)
    {
        var (whole, redacted, seen) = (Plain(marked), Redacted(marked), "");
        // The end of a key tells what the lines before it were; of one that is cut so, a reader has seen them.
        if (marked.StartsWith("«MIIE", StringComparison.Ordinal)) return;
        for (var length = 0; length <= whole.Length; length++)
        {
            var soFar = SecretRedactor.RedactSoFar(whole[..length]);
            Assert.That(redacted, Does.StartWith(soFar), $"of the first {length} characters");
            Assert.That(soFar, Does.StartWith(seen), "what was seen is not taken back");
            seen = soFar;
        }
    }

    [TestCaseSource(typeof(SecretSamples), nameof(SecretSamples.Harmless))]
    public void While_a_text_grows_all_but_its_last_word_is_seen(string text)
    {
        var seen = SecretRedactor.RedactSoFar(text + " ");
        Assert.That(seen, Is.EqualTo(text + " "));
    }

    [Test]
    public void The_samples_are_many() => Assert.Multiple(() =>
    {
        Assert.That(SecretSamples.Secrets.Count(), Is.GreaterThanOrEqualTo(60));
        Assert.That(SecretSamples.Harmless.Count(), Is.GreaterThanOrEqualTo(60));
    });

    [Test]
    public void Text_without_secrets_costs_nothing()
    {
        const string Text = "Answered C0123 in 4.2 s with 812 characters; the queue holds 3 of 100.";
        _ = SecretRedactor.Redact(Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var redacted = SecretRedactor.Redact(Text);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(redacted, Is.SameAs(Text));
    }

    [Test]
    public void Redacting_twice_changes_nothing_more_and_makes_nothing_long() => Prop.ForAll(Mixtures, text =>
    {
        var once = SecretRedactor.Redact(text);
        return SecretRedactor.Redact(once) == once && once.Length <= 3 * text.Length;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void What_is_held_back_is_the_end_and_nothing_else() => Prop.ForAll(Mixtures, text =>
        text.Length == 0 || SecretRedactor.RedactSoFar(text + "\n") == SecretRedactor.Redact(text + "\n")).QuickCheckThrowOnFailure();

    [Test]
    public void A_token_is_found_wherever_it_stands()
    {
        var surroundings = ArbMap.Default.ArbFor<string>();
        Prop.ForAll(surroundings, surroundings, (before, after) =>
            !SecretRedactor.Redact($"{before}xoxb-1-SECRET {after}").Contains("SECRET", StringComparison.Ordinal))
                .QuickCheckThrowOnFailure();
    }

    /// <summary>Pieces of secrets and of harmless texts in any order, cut anywhere, with signs between that mean something.</summary>
    private static Arbitrary<string> Mixtures
    {
        get
        {
            string[] pieces = [.. SecretSamples.Secrets.Select(Plain), .. SecretSamples.Harmless, "", " ", "=", ":", "\"", "'", "\\", "@", "://", "[redacted]", "-----BEGIN ", "\n", "Bearer ", "password", "token", "ü", "\ud83d"];
            var piece = Gen.Elements(pieces).SelectMany(text => Gen.Choose(0, text.Length), (text, cut) => text[cut..]);
            return Gen.ListOf(piece).Select(string.Concat).ToArbitrary();
        }
    }

    private static string Plain(string marked) => marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

    private static string Redacted(string marked) => Marked().Replace(marked, "[redacted]");

    [GeneratedRegex("«[^»]*»")]
    private static partial Regex Marked();
}
