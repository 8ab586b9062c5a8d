using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using GeminiTuning.Emulator.Auth;
using GeminiTuning.Emulator.Auth.Credentials;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Tuning;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator;

/// <summary>An emulator that answers until it is disposed of.</summary>
internal sealed class RunningEmulator : ITuningEmulator
{
    private const string StagingBucket = "geminituning-emulator";
    private const string StagingProject = "emulator";

    private readonly TuningStore _store;
    private readonly TuningRuns _runs;
    private readonly ObjectStore _objects;
    private readonly VertexSurface _vertexAi;
    private readonly ApiServer _server;
    private readonly RequestLog _log;
    private readonly CredentialFiles _credentialFiles;
    private int _disposed;

    private RunningEmulator(
        EmulatorOptions options, Traffic traffic, TuningStore store, TuningRuns runs, ObjectStore objects, VertexSurface vertexAi, ApiServer server, SignInServices signIn)
    {
        Options = options;
        Endpoint = traffic.Entrance.Endpoint;
        _log = traffic.Log;
        _store = store;
        _runs = runs;
        _objects = objects;
        _vertexAi = vertexAi;
        _server = server;
        _credentialFiles = new CredentialFiles(signIn, Endpoint);
    }

    public Uri Endpoint { get; }

    public EmulatorOptions Options { get; }

    public static RunningEmulator Start(EmulatorOptions options, TimeProvider timeProvider, IObjectReader? objectReader = null)
    {
        var store = new TuningStore(options.StatePath is null ? null : new StateFile(options.StatePath), timeProvider.GetUtcNow());
        var objects = new ObjectStore(options.StatePath is null ? null : Path.GetFullPath(options.StatePath) + ".objects", timeProvider);
        var vertexStore = new VertexStore(store.KeptVertexAi, timeProvider.GetUtcNow(), store.SaveAsync);
        store.CaptureVertexAi = vertexStore.Capture;
        var entrance = Entrance.Start(options.Port, FaultPlan.BreaksConnections(options.Faults));
        try
        {
            // A path that cannot be written to is better known now than after an hour's work.
            store.Save();
        }
        catch
        {
            entrance.Dispose();
            throw;
        }

        // Somewhere to put training data from the start; real projects make their buckets themselves.
        objects.Provide(StagingBucket, StagingProject);

        var runs = new TuningRuns(store, timeProvider, options.TuningDuration);
        var surface = GeminiSurface.Create(new ModelCatalogue(options.NoTunableModel), store, runs, timeProvider, options.JobQuota);
        var vertexAi = VertexSurface.Create(vertexStore, objectReader ?? objects, timeProvider, options.TuningDuration, options.JobQuota);
        var signIn = new SignInServices(options, timeProvider);
        var authenticator = new Authenticator(options, timeProvider, signIn.Tokens);
        options = options with { Port = entrance.Endpoint.Port, FaultSeed = options.FaultSeed ?? NewSeed() };
        var traffic = new Traffic(new FaultPlan(options.Faults, options.FaultSeed.Value, options.Latency), entrance, signIn.Tokens, timeProvider);
        var server = new ApiServer(
            traffic, new ApiDispatcher([surface, .. vertexAi.Surfaces, .. signIn.ApiSurfaces], authenticator), [new StorageSurface(objects, authenticator), signIn.Surface]);
        return new RunningEmulator(options, traffic, store, runs, objects, vertexAi, server, signIn);
    }

    public IReadOnlyList<EmulatorRequest> GetRequests() => _log.GetRequests();

    public IReadOnlyList<EmulatorRequestCount> GetRequestCounts() => _log.GetCounts();

    public void WriteCredentialFile(EmulatorCredentialKind kind, string path) => _credentialFiles.Write(kind, path);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _server.Dispose();
        _runs.Dispose();
        _vertexAi.Dispose();
        _store.Close();
        _objects.Dispose();
    }

    private static int NewSeed() => Guid.NewGuid().GetHashCode();
}
