using JamieDaemon.Slack.Access;
using static JamieDaemon.Slack.Access.AccessVerdict;

namespace JamieDaemon.Tests.Slack.Access;

public sealed class AccessRuleTests
{
    private static readonly SlackPerson Member = new() { IsGuest = false, IsExternal = false };
    private static readonly SlackPerson Guest = Member with { IsGuest = true };
    private static readonly SlackPerson External = Member with { IsExternal = true };
    private static readonly AccessOptions Open = new() { Guests = true, External = true };

    private static IEnumerable<TestCaseData> Rules =>
    [
        Rule("the shipped rule wants to know who it is", new(), SlackPerson.Unseen, NeedsProfile),
        Rule("a member", new(), Member, Admitted),
        Rule("a guest", new(), Guest, GuestDenied),
        Rule("somebody of another workspace", new(), External, ExternalDenied),
        Rule("a guest where guests may", new() { Guests = true }, Guest, Admitted),
        Rule("a guest where others' people may", new() { External = true }, Guest, GuestDenied),
        Rule("a guest of another workspace where others' people may", new() { External = true }, External with { IsGuest = true }, GuestDenied),
        Rule("everybody may: nothing is looked up", Open, SlackPerson.Unseen, Admitted),
        Rule("a denied person is not looked up", new() { DeniedUsers = ["U1"] }, SlackPerson.Unseen, UserDenied),
        Rule("a no wins over a yes", new() { AllowedUsers = ["U1"], DeniedUsers = ["U1"] }, Member, UserDenied),
        Rule("one of those who may", new() { AllowedUsers = ["U1"] }, Member, Admitted),
        Rule("being named does not make a guest a member", new() { AllowedUsers = ["U1"] }, Guest, GuestDenied),
        Rule("none of those who may, without a look-up", new() { AllowedUsers = ["U2"] }, SlackPerson.Unseen, NotAllowed),
        Rule("a denied channel", new() { DeniedChannels = ["C1"] }, SlackPerson.Unseen, ChannelDenied),
        Rule("a channel that is not allowed", new() { AllowedChannels = ["C2"] }, SlackPerson.Unseen, ChannelDenied),
        Rule("an allowed channel", new() { AllowedChannels = ["C1"] }, Member, Admitted),
        Rule("groups are looked up last", new() { AllowedGroups = ["S1"] }, SlackPerson.Unseen, NeedsProfile),
        Rule("groups are looked up", new() { AllowedGroups = ["S1"] }, Member, NeedsGroups),
        Rule("a member of the group", new() { AllowedGroups = ["S1", "S2"] }, In("S2"), Admitted),
        Rule("no member of the group", new() { AllowedGroups = ["S1"] }, In(), NotAllowed),
        Rule("named, so that no group matters", new() { AllowedUsers = ["U1"], AllowedGroups = ["S1"] }, Member, Admitted),
        Rule("not named, but of the group", new() { AllowedUsers = ["U2"], AllowedGroups = ["S1"] }, In("S1"), Admitted),
        Rule("a denied group", new() { DeniedGroups = ["S1"] }, In("S1"), GroupDenied),
        Rule("named, and of a denied group", new() { AllowedUsers = ["U1"], DeniedGroups = ["S1"] }, In("S1"), GroupDenied),
        Rule("not of a denied group", new() { DeniedGroups = ["S1"] }, In(), Admitted),
    ];

    [TestCaseSource(nameof(Rules))]
    public void A_question_in_a_channel(AccessOptions access, object person, object verdict) =>
        Assert.That(AccessRule.Decide(access, "U1", "C1", (SlackPerson)person), Is.EqualTo(verdict));

    [Test]
    public void Lists_of_channels_say_nothing_about_private_conversations_and_a_setting_of_its_own_does()
    {
        Assert.That(AccessRule.Decide(new AccessOptions { AllowedChannels = ["C1"] }, "U1", "D1", Member), Is.EqualTo(Admitted));
        Assert.That(AccessRule.Decide(new AccessOptions { DirectMessages = false }, "U1", "D1", Member), Is.EqualTo(DirectMessagesDenied));
    }

    [Test]
    public void On_the_Home_tab_only_the_person_counts() => Assert.That(
        AccessRule.Decide(new AccessOptions { AllowedChannels = ["C1"], DirectMessages = false }, "U1", channel: null, Member), Is.EqualTo(Admitted));

    [Test]
    public void Every_no_has_words_and_only_those_about_the_person_tell_the_persons_id()
    {
        var denials = Enum.GetValues<AccessVerdict>().Except([Admitted, NeedsProfile, NeedsGroups]).ToDictionary(verdict => verdict, verdict => AccessText.Of(verdict, "U1"));
        Assert.That(denials.Values, Is.All.StartsWith("Sorry, "));
        Assert.That(
            denials.Where(denial => denial.Value.Contains("U1", StringComparison.Ordinal)).Select(denial => denial.Key),
            Is.EquivalentTo(new[] { UserDenied, GroupDenied, GuestDenied, ExternalDenied, NotAllowed }));
    }

    [TestCase("@ada")]
    [TestCase("#incidents")]
    [TestCase("incidents")]
    [TestCase("")]
    public void A_name_where_an_id_belongs_is_a_problem(string entry)
    {
        var problems = new AccessOptions { AllowedUsers = [entry], DeniedChannels = [entry, "C0123ABC456"], AllowedGroups = [entry] }.Problems();
        Assert.That(problems, Has.Exactly(3).Items.And.Some.Contains($"Slack:Access:DeniedChannels has the entry '{entry}'"));
    }

    private static SlackPerson In(params string[] groups) => Member with { Groups = groups.ToHashSet() };

    private static TestCaseData Rule(string name, AccessOptions access, SlackPerson person, AccessVerdict verdict) =>
        new TestCaseData(access, person, verdict).SetArgDisplayNames(name);
}
