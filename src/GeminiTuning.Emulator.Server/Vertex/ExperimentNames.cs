using System;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The names under which the curves of a job are found. There is one tensorboard for each location.</summary>
internal static class ExperimentNames
{
    private const string Prefix = "tuning-experiment-";
    private const string RunPrefix = "tuning-experiment-run-";
    private const string Contexts = "/metadataStores/default/contexts/";

    /// <summary>The context of a job that starts now: the time makes the name, and no other job of the location has it.</summary>
    public static string IdAt(DateTimeOffset now, VertexStore store, string job)
    {
        var location = VertexNames.LocationOf(job);
        var taken = store.Jobs.All().Select(other => other.Resource.GetString("experiment")).ToList();
        for (var time = now; ; time = time.AddTicks(TimeSpan.TicksPerMillisecond / 1000))
        {
            var name = location + Contexts + Prefix + time.UtcDateTime.ToString("yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture);
            if (!taken.Contains(name, StringComparer.Ordinal))
            {
                return name;
            }
        }
    }

    public static string TensorboardOf(string location) => $"{location}/tensorboards/{VertexIds.Of(location)}";

    /// <summary>The run of an experiment, each given by its id.</summary>
    public static string RunOf(string experiment) => RunPrefix + experiment.Substring(Prefix.Length);

    /// <summary>The context of the run of the experiment that has the given context.</summary>
    public static string RunContextOf(string context) => context + "-" + RunOf(VertexNames.IdOf(context));

    /// <summary>The run of a job on the tensorboard.</summary>
    public static string RunNameOf(string context)
    {
        var experiment = VertexNames.IdOf(context);
        return $"{TensorboardOf(VertexNames.LocationOf(context))}/experiments/{experiment}/runs/{RunOf(experiment)}";
    }

    public static string TimeSeriesOf(string context, string metric) => $"{RunNameOf(context)}/timeSeries/{VertexIds.Of(context + metric)}";
}
