using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;

namespace GeminiTuning.Core.Tests.Specs;

/// <summary>A folder with a data file and specs, for the time of a test.</summary>
internal sealed class SpecFolder : IDisposable
{
    public SpecFolder()
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "rows.csv"), "text_input,output\n1,2\n3,4\n");
    }

    public TestBench Bench { get; } = new();

    public string Path { get; } = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public Task<IReadOnlyList<TuningSpec>> ReadAsync(string text, string name = "tuning.yaml", Func<TuningRequest, TuningRequest>? change = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return ReadObjectAsync(path, change);
    }

    public async Task<IReadOnlyList<TuningSpec>> ReadObjectAsync(object document, Func<TuningRequest, TuningRequest>? change = null)
    {
        var context = await Bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret(TestBench.CanaryKey) });
        return Bench.Engine.Specs.Read(context, document, new TuningSpecOptions { Source = "spec 1", Folder = Path, Override = change ?? (static request => request) });
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
