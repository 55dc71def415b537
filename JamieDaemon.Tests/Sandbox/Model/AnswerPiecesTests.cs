using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.Sandbox.Model;

public sealed class AnswerPiecesTests
{
    [Test]
    public void Pieces_joined_are_the_answer() =>
        Prop.ForAll<NonNull<string>, PositiveInt>((text, count) =>
            string.Concat(AnswerPieces.ByCount(text.Get, count.Get)) == text.Get
            && string.Concat(AnswerPieces.ByWord(text.Get)) == text.Get).QuickCheckThrowOnFailure();

    [Test]
    public void So_many_pieces_come_as_were_asked_for() =>
        Assert.That(AnswerPieces.ByCount(ModelAnswer.ExpectedAnswer("load-1"), 20), Has.Count.EqualTo(20));

    [Test]
    public void A_character_of_two_halves_stays_whole() =>
        Assert.That(AnswerPieces.ByCount("🚀🚀🚀", 6), Is.EqualTo(["🚀", "🚀", "🚀"]));
}
