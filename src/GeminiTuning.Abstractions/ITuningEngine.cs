using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>The engine behind the cmdlets. It is loaded, with all it depends on, when it is first asked for.</summary>
public interface ITuningEngine
{
    /// <summary>The connections that were saved under a name.</summary>
    ISavedConnections Connections { get; }

    /// <summary>The configurations of gcloud.</summary>
    IGcloudConfigurations GcloudConfigurations { get; }

    /// <summary>Tuning jobs that are written down in files.</summary>
    ITuningSpecs Specs { get; }

    /// <summary>Comparisons of tuned models.</summary>
    ITuningComparer Comparer { get; }

    /// <summary>Finds a credential and makes a connection. Nothing is sent to the service.</summary>
    /// <param name="request">How to connect.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The connection.</returns>
    Task<TuningContext> ConnectAsync(ConnectRequest request, CallOptions options);

    /// <summary>Reads training data from files (CSV, TSV, JSON, JSONL or YAML, by their extensions, also with <c>.gz</c>) as it is enumerated.</summary>
    /// <param name="paths">The files' full paths.</param>
    /// <param name="dataset">How to read it.</param>
    /// <returns>The examples.</returns>
    /// <exception cref="TuningException">The file cannot be read, or a row is not an example.</exception>
    IEnumerable<TuningExample> ReadTrainingData(IReadOnlyList<string> paths, DatasetOptions dataset);

    /// <summary>Starts to write training data to a file; the target is checked at once and touched at the end only.</summary>
    /// <param name="target">Where and how to write.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="TuningException">The target cannot be written to.</exception>
    ITrainingDataWriter WriteTrainingData(TrainingDataTarget target);

    /// <summary>Opens a file of answers, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file; nobody else writes to it until it is let go.</returns>
    /// <exception cref="TuningException">The file cannot be written, or holds something else.</exception>
    IPredictionLog OpenPredictionLog(string path);

    /// <summary>What can be done with training data before it is sent.</summary>
    ITrainingDataTools TrainingDataTools { get; }

    /// <summary>Waits until a job has finished. It never cancels the job.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="name">The job's name, or the name of the tuned model that it makes.</param>
    /// <param name="wait">How to wait.</param>
    /// <param name="onUpdate">Takes the job after each look, on any thread.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The finished job, whatever its end.</returns>
    /// <exception cref="TuningException">The time is up (<see cref="TuningErrorKind.Timeout"/>), or a look failed for good.</exception>
    Task<TuningJob> WaitAsync(TuningContext context, string name, WaitOptions wait, Action<TuningJob> onUpdate, CallOptions options);
}
