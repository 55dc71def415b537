using System.Diagnostics.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace JamieDaemon.Tests.Observability.Prometheus;

/// <summary>An instrument whose name, unit, help and labels are the worst that are known, chosen so that they often collide.</summary>
internal sealed record OddInstrument(string Name, string Unit, string Help, int Kind, string[] Keys, string Value, double Number)
{
    private static readonly string[] Words = ["a", "b", "total", "seconds", "count", "sum", "bucket", "created", "info", "jamie-build", "target", "A", "5"];
    private static readonly string[] Units = ["", "s", "By", "1", "{x}", "%", "s/m", "/s", "furlong", "x^2", "{", "total", "count"];
    private static readonly string[] Keyed = ["le", "job", "a.b", "a_b", "__name__", "quantile", "7", "é", "a b", "_"];
    private static readonly string[] Helps = ["", "Help.", "a\nb \\ \"c\"", "\r\n# EOF\n", "\uD800"];

    public static Arbitrary<OddInstrument[]> Some { get; } = One().ArrayOf(8).ToArbitrary();

    public void Measure(Meter meter)
    {
        var tags = Keys.Select(key => new KeyValuePair<string, object?>(key, Value)).ToArray();
        switch (Kind)
        {
            case 0: meter.CreateCounter<double>(Name, Unit, Help).Add(Math.Abs(Number), tags); break;
            case 1: meter.CreateUpDownCounter<double>(Name, Unit, Help).Add(Number, tags); break;
            case 2: meter.CreateGauge<double>(Name, Unit, Help).Record(Number, tags); break;
            case 3: meter.CreateHistogram(Name, Unit, Help, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [] }).Record(Number, tags); break;
            default: meter.CreateHistogram<double>(Name, Unit, Help).Record(Number, tags); break;
        }
    }

    private static Gen<OddInstrument> One() =>
        from words in Gen.Elements(Words).NonEmptyListOf()
        from separator in Gen.Elements(".", "_", "-", "..")
        from unit in Gen.Elements(Units)
        from help in Gen.Elements(Helps)
        from kind in Gen.Choose(0, 4)
        from keys in Gen.Elements(Keyed).ListOf()
        from value in Gen.Elements("1", "", "\"", "\\", "\n", "a\r\nb", "\uD800", "# EOF", "}")
        from number in Gen.Elements(0, 1, -1, 1.5, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324)
        select new OddInstrument($"x{separator}{string.Join(separator, words)}", unit, help, kind, [.. keys.Distinct()], value, number);
}
