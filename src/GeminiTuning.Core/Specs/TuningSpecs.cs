using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>Tuning jobs that are written down in files.</summary>
internal sealed class TuningSpecs : ITuningSpecs
{
    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _time;

    public TuningSpecs(Func<string, string?> environment, TimeProvider time)
    {
        _environment = environment;
        _time = time;
    }

    public IReadOnlyList<TuningSpec> Read(TuningContext context, object document, TuningSpecOptions options)
    {
        SpecSource source;
        YamlMappingNode root;
        if (document is string path)
        {
            source = new SpecSource(Path.GetFileName(path), Path.GetDirectoryName(path) ?? options.Folder, hasPlaces: true, _environment);
            root = SpecDocument.Load(path, source);
        }
        else
        {
            source = new SpecSource(options.Source, options.Folder, hasPlaces: false, _environment);
            root = ObjectNodes.Of(document, source) as YamlMappingNode
                ?? throw SpecErrors.SpecSyntaxInvalid(new SpecPlace(source.Name, 0, 0), "a spec is a hashtable or an object with keys such as baseModel and trainingData");
        }

        return SpecExpansion.Expand(SpecReader.Read(root, source), source, context, options);
    }

    public Task<TuningSpecMatch> FindAsync(TuningContext context, TuningSpec spec, bool force, CallOptions options) =>
        new SpecFinder(context.Client, options).FindAsync(spec, force);

    public ITuningLauncher CreateLauncher(TuningContext context, int? throttleLimit, WaitOptions wait) =>
        new TuningLauncher(context.Client, _time, throttleLimit, wait);

    public async Task<string> WriteAsync(TuningContext context, string name, CallOptions options) =>
        SpecWriter.Write(await context.Client.GetRequestAsync(name, options).ConfigureAwait(false), context);
}
