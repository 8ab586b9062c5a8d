using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>Starts jobs one after the other, and waits where no further one may be under way.</summary>
public interface ITuningLauncher
{
    /// <summary>Counts a job that is under way already.</summary>
    /// <param name="job">The job.</param>
    void Add(TuningJob job);

    /// <summary>Starts a job, once there is a place for it.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="TuningException">It cannot be started, or there is no place and no job to wait for.</exception>
    Task<TuningJob> StartAsync(TuningRequest request, CallOptions options);
}
