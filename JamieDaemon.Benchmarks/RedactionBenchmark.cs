using BenchmarkDotNet.Attributes;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Benchmarks;

/// <summary>Four thousand characters of what people on call write, with words that announce secrets and none of them.</summary>
public class RedactionBenchmark
{
    private readonly string _text = string.Concat(Enumerable.Repeat(
        "12:04 checkout-7d9f8b6c5d-x2x4z: token: none, tokens=4096 of https://grafana.example.com/d/abc?from=now-1h, secretName: web-tls; the password is wrong, see INC-1234.\n", 25))[..4096];

    [Benchmark]
    [Limit(microseconds: 100, bytes: 0)]
    public string FourThousandHarmlessCharacters() => SecretRedactor.Redact(_text);
}
