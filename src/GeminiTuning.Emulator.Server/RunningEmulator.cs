using System;
using GeminiTuning.Emulator.Auth;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Tuning;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator;

/// <summary>An emulator that answers until it is disposed of.</summary>
internal sealed class RunningEmulator : ITuningEmulator
{
    private readonly TuningStore _store;
    private readonly TuningRuns _runs;
    private readonly VertexSurface _vertexAi;
    private readonly ApiServer _server;

    private RunningEmulator(EmulatorOptions options, Uri endpoint, TuningStore store, TuningRuns runs, VertexSurface vertexAi, ApiServer server)
    {
        Options = options;
        Endpoint = endpoint;
        _store = store;
        _runs = runs;
        _vertexAi = vertexAi;
        _server = server;
    }

    public Uri Endpoint { get; }

    public EmulatorOptions Options { get; }

    public static RunningEmulator Start(EmulatorOptions options, TimeProvider timeProvider, IObjectReader? objects = null)
    {
        var store = new TuningStore(options.StatePath is null ? null : new StateFile(options.StatePath), timeProvider.GetUtcNow());
        var vertexStore = new VertexStore(store.KeptVertexAi, timeProvider.GetUtcNow(), store.SaveAsync);
        store.CaptureVertexAi = vertexStore.Capture;
        var listener = LoopbackListener.Start(options.Port);
        try
        {
            // A path that cannot be written to is better known now than after an hour's work.
            store.Save();
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        var runs = new TuningRuns(store, timeProvider, options.TuningDuration);
        var surface = GeminiSurface.Create(new ModelCatalogue(options.NoTunableModel), store, runs, timeProvider);
        var vertexAi = VertexSurface.Create(vertexStore, objects ?? new NoObjects(), timeProvider, options.TuningDuration);
        var server = new ApiServer(listener, new ApiDispatcher([surface, .. vertexAi.Surfaces], new Authenticator(options, timeProvider)));
        return new RunningEmulator(options with { Port = listener.Port }, listener.Endpoint, store, runs, vertexAi, server);
    }

    public void Dispose()
    {
        _server.Dispose();
        _runs.Dispose();
        _vertexAi.Dispose();
        _store.Close();
    }
}
