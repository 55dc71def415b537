using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Answering;

namespace JamieDaemon.Tests.Answering;

public sealed class FairLineTests
{
    private int _number;

    [Test]
    public void Askers_take_turns_and_each_is_served_in_the_order_they_asked()
    {
        var line = new FairLine();
        Add(line, "aaabbc");
        Assert.That(Rest(line), Is.EqualTo("a1 b4 c6 a2 b5 a3"));
    }

    [Test]
    public void Whoever_comes_later_waits_behind_one_question_of_each_other_asker()
    {
        var line = new FairLine();
        Add(line, "aaaaab");
        Assert.That(Name(line.TakeFirst()), Is.EqualTo("a1"));
        Add(line, "c");
        Assert.That(Rest(line), Is.EqualTo("b6 a2 c7 a3 a4 a5"));
    }

    [Test]
    public void What_is_urgent_comes_first_but_every_fourth_turn_is_the_others()
    {
        var line = new FairLine();
        Add(line, "ab");
        Add(line, "AABCDEF");
        Assert.That(Rest(line), Is.EqualTo("A3 B5 C6 a1 D7 E8 F9 b2 A4"));
    }

    [Test]
    public void Who_was_alone_with_the_urgent_ones_is_not_made_to_wait_less_for_it()
    {
        var line = new FairLine();
        Add(line, "AAAAA");
        for (var i = 0; i < 4; i++) line.TakeFirst();
        Add(line, "aBC");
        Assert.That(Rest(line), Is.EqualTo("A5 B7 C8 a6"));
    }

    [Test]
    public void Whoever_leaves_is_gone_and_leaving_again_or_after_being_served_does_nothing()
    {
        var line = new FairLine();
        var places = Add(line, "aab");
        places[0].Leave();
        places[0].Leave();
        Assert.That(Name(line.TakeFirst()), Is.EqualTo("a2"));
        places[1].Leave();
        Assert.That((line.Count, Rest(line)), Is.EqualTo((1, "b3")));
        places[2].Leave();
        Assert.That((line.Count, line.InOrder().Count), Is.EqualTo((0, 0)));
    }

    /// <summary>Whoever asks, leaves and is served in whatever order (below 8 asks, 8 leaves, 9 to 11 is served).</summary>
    [Test]
    public void Whatever_happens_the_order_told_is_the_order_served_and_nobody_waits_behind_two_of_another() => Prop.ForAll<byte[]>(steps =>
    {
        var line = new FairLine();
        var waiting = new Dictionary<OpenQuestion, (AskerTurns.Place Place, Dictionary<string, int> Behind)>();
        foreach (var step in steps)
        {
            if (step % 12 < 8)
            {
                var open = Open($"{(char)('a' + (step % 4))}", isUrgent: step % 12 < 3);
                waiting[open] = (line.Add(open), []);
            }
            else if (line.Count == 0)
            {
                continue;
            }
            else if (step % 12 == 8)
            {
                var leaver = waiting.Keys.ElementAt(step % waiting.Count);
                waiting[leaver].Place.Leave();
                waiting.Remove(leaver);
            }
            else
            {
                Serve(line, waiting);
            }

            if (line.Count != waiting.Count || line.InOrder().Count != line.Count) return false;
        }

        foreach (var told in line.InOrder())
        {
            if (!ReferenceEquals(Serve(line, waiting), told)) return false;
        }

        return line.Count == 0 && waiting.Count == 0;
    }).QuickCheckThrowOnFailure();

    private static OpenQuestion Serve(FairLine line, Dictionary<OpenQuestion, (AskerTurns.Place Place, Dictionary<string, int> Behind)> waiting)
    {
        var served = line.TakeFirst();
        Assert.That(waiting.Remove(served), Is.True, "it waited");
        var asker = served.Question.Asker;
        foreach (var (open, (_, behind)) in waiting)
        {
            if (open.Question.IsUrgent != served.Question.IsUrgent) continue;
            // For a person's second question the count begins when the first was served.
            if (open.Question.Asker == asker) behind.Clear();
            else Assert.That(behind[asker] = behind.GetValueOrDefault(asker) + 1, Is.EqualTo(1), "no one waits behind two of another");
        }

        return served;
    }

    /// <summary>A letter for each question and its asker; a capital is urgent.</summary>
    private List<AskerTurns.Place> Add(FairLine line, string askers) => [.. askers.Select(asker => line.Add(Open($"{asker}", char.IsUpper(asker))))];

    private OpenQuestion Open(string asker, bool isUrgent) =>
        new(Some.Question() with { Id = $"{asker}{++_number}", Asker = asker, IsUrgent = isUrgent });

    private static string Rest(FairLine line)
    {
        var told = string.Join(' ', line.InOrder().Select(Name));
        var served = new List<string>();
        while (line.Count > 0) served.Add(Name(line.TakeFirst()));
        Assert.That(told, Is.EqualTo(string.Join(' ', served)), "the order told is the order served");
        return told;
    }

    private static string Name(OpenQuestion open) => open.Question.Id;
}
