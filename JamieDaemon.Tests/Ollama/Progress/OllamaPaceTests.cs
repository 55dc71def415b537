using JamieDaemon.Ollama.Progress;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Tests.Ollama.Progress;

public sealed class OllamaPaceTests
{
    private const string Model = "bruno-sre";

    [Test]
    public void Nothing_is_said_while_nothing_was_measured()
    {
        var pace = new OllamaPace();

        Assert.That(pace.Load(Model), Is.Null);
        Assert.That(pace.Reading(Model, 4000), Is.EqualTo((default(int?), default(TimeSpan?))));
    }

    [Test]
    public void A_prompt_takes_its_tokens_at_the_measured_rate()
    {
        var pace = new OllamaPace();
        Read(pace, characters: 4000, tokens: 1000, seconds: 10);

        Assert.That(pace.Reading(Model, 2000), Is.EqualTo(((int?)500, (TimeSpan?)TimeSpan.FromSeconds(5))));
        Assert.That(pace.Reading("another", 2000), Is.EqualTo((default(int?), default(TimeSpan?))));
        Assert.That(pace.Reading("Bruno-SRE:latest", 2000).Tokens, Is.EqualTo(500), "names are compared as Ollama does");
    }

    [Test]
    public void A_prompt_from_the_servers_cache_teaches_nothing()
    {
        var pace = new OllamaPace();
        Read(pace, characters: 4000, tokens: 1000, seconds: 10);
        var before = pace.Reading(Model, 4000);

        // Old versions count only what was not cached, new ones count all and took no time.
        Read(pace, characters: 4000, tokens: 12, seconds: 0.02);
        Read(pace, characters: 4000, tokens: 0, seconds: 0);

        Assert.That(pace.Reading(Model, 4000), Is.EqualTo(before));
    }

    [Test]
    public void A_prompt_that_was_partly_cached_hardly_moves_the_estimate_and_a_slow_one_does()
    {
        var pace = new OllamaPace();
        Read(pace, characters: 4000, tokens: 1000, seconds: 10);
        Read(pace, characters: 4000, tokens: 1000, seconds: 5);
        Assert.That(pace.Reading(Model, 4000).Time!.Value.TotalSeconds, Is.EqualTo(9.1).Within(0.1));

        Read(pace, characters: 4000, tokens: 1000, seconds: 20);
        Assert.That(pace.Reading(Model, 4000).Time!.Value.TotalSeconds, Is.GreaterThan(12));
    }

    [Test]
    public void A_load_is_told_from_the_milliseconds_of_a_model_in_memory()
    {
        var pace = new OllamaPace();
        pace.Learn(Model, 0, Usage(tokens: 0, load: 0.04, read: 0));
        Assert.That(pace.Load(Model), Is.Null);

        pace.Learn(Model, 0, Usage(tokens: 0, load: 30, read: 0));
        pace.Learn(Model, 0, Usage(tokens: 0, load: 0.04, read: 0));
        Assert.That(pace.Load(Model), Is.EqualTo(TimeSpan.FromSeconds(30)));

        pace.Loaded(Model, TimeSpan.FromSeconds(10));
        Assert.That(pace.Load(Model), Is.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Only_so_many_models_are_remembered()
    {
        var pace = new OllamaPace();
        for (var i = 0; i < 1000; i++) pace.Loaded($"m{i}", TimeSpan.FromSeconds(2));

        Assert.That(Enumerable.Range(0, 1000).Count(i => pace.Load($"m{i}") is not null), Is.EqualTo(64));
    }

    private static void Read(OllamaPace pace, int characters, int tokens, double seconds) =>
        pace.Learn(Model, characters, Usage(tokens, load: 0, seconds));

    private static UsageDetails Usage(int tokens, double load, double read) => new()
    {
        InputTokenCount = tokens,
        AdditionalCounts = new() { ["load_duration"] = (long)(load * 1e9), ["prompt_eval_duration"] = (long)(read * 1e9) },
    };
}
