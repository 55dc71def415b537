using JamieDaemon.Observability.Logs;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogFileNameTests
{
    [TestCase("jamie-2030010203.json", "2030010203", 0)]
    [TestCase("/var/log/jamie/jamie-2030010203_001.json", "2030010203", 1)]
    [TestCase("jamie-2030010203_1000.json", "2030010203", 1000)]
    public void A_name_is_read_as_it_is_written(string path, string hour, int number)
    {
        Assert.That(LogFileName.Read(path), Is.EqualTo(new LogFileName(hour, number)));
        Assert.That(new LogFileName(hour, number).ToString(), Is.EqualTo(Path.GetFileName(path)));
    }

    [TestCase("jamie-2030010203.json.gz")]
    [TestCase("jamie-203001020.json")]
    [TestCase("jamie-2030010203-copy.json")]
    [TestCase("jamie-2030010203_.json")]
    [TestCase("jamie-20300102o3.json")]
    [TestCase("jamie.lock")]
    public void What_somebody_else_put_there_is_left_alone(string name) => Assert.That(LogFileName.Read(name), Is.Null);

    [Test]
    public void Names_are_ordered_as_files_were_written_also_beyond_a_thousand_an_hour() => Assert.That(
        new LogFileName[] { new("2030010204", 0), new("2030010203", 1000), new("2030010203", 999), new("2030010203", 0) }.Order(Comparer<LogFileName>.Create(LogFileName.Compare)),
        Is.EqualTo(new LogFileName[] { new("2030010203", 0), new("2030010203", 999), new("2030010203", 1000), new("2030010204", 0) }));

    [Test]
    public void The_hour_is_told_by_utc() => Assert.That(
        LogFileName.HourOf(new DateTimeOffset(2030, 1, 2, 3, 59, 59, TimeSpan.FromHours(2))), Is.EqualTo("2030010201"));
}
