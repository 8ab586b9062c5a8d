using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods of tensorboards, which hold the curves of jobs. They can be read only.</summary>
internal sealed class TensorboardMethods(VertexStore store, SchemaSet schema)
{
    private const string Service = "TensorboardService.";
    private const int DefaultPointCount = 1_000;
    private const int MaxPointCount = 10_000;
    private static readonly string Package = VertexSchema.Package(VertexSchema.V1Beta1) + ".";

    public void AddTo(VertexMethods methods)
    {
        methods.Add(Service + "GetTensorboard", call => Get(call, "Tensorboard", Tensorboards));
        methods.Add(Service + "ListTensorboards", call => List(call, "tensorboards", Tensorboards));
        methods.Add(Service + "GetTensorboardExperiment", call => Get(call, "TensorboardExperiment", Experiments));
        methods.Add(Service + "ListTensorboardExperiments", call => List(call, "tensorboard_experiments", Experiments));
        methods.Add(Service + "GetTensorboardRun", call => Get(call, "TensorboardRun", Runs));
        methods.Add(Service + "ListTensorboardRuns", call => List(call, "tensorboard_runs", Runs));
        methods.Add(Service + "GetTensorboardTimeSeries", call => Get(call, "TensorboardTimeSeries", TimeSeries));
        methods.Add(Service + "ListTensorboardTimeSeries", call => List(call, "tensorboard_time_series", TimeSeries));
        methods.Add(Service + "BatchReadTensorboardTimeSeriesData", BatchRead);
        methods.Add(Service + "ReadTensorboardTimeSeriesData", Read);
    }

    private static Message Get(ApiCall call, string type, Func<IEnumerable<KeyValuePair<long, Message>>> all)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        return all().Select(item => item.Value).FirstOrDefault(resource => string.Equals(resource.GetString("name"), name, StringComparison.Ordinal))
            ?? throw ModelLookup.NotFound(type, name);
    }

    private static Message List(ApiCall call, string field, Func<IEnumerable<KeyValuePair<long, Message>>> all)
    {
        var parent = VertexNames.Canonical(call.Request.GetString("parent"));
        var filter = new ListFilter(call, call.Method.Output[field].Message!);
        return Listing.Answer(call, field, parent, all()
            .Where(item => VertexNames.IsIn(item.Value.GetString("name"), parent) && filter.Matches(item.Value)));
    }

    private Message BatchRead(ApiCall call)
    {
        var tensorboard = VertexNames.Canonical(call.Request.GetString("tensorboard"));
        var data = call.Request.GetList<string>("time_series").Select(name =>
        {
            var canonical = VertexNames.Canonical(name);
            return VertexNames.IsIn(canonical, tensorboard)
                ? (object)Data(canonical, DefaultPointCount)
                : throw ModelLookup.NotFound("TensorboardTimeSeries", canonical);
        });
        return new Message(call.Method.Output).Set("time_series_data", data.ToList());
    }

    private Message Read(ApiCall call)
    {
        var count = call.Request.GetInt32("max_data_points") ?? 0;
        return new Message(call.Method.Output).Set(
            "time_series_data",
            Data(VertexNames.Canonical(call.Request.GetString("tensorboard_time_series")), count < 0 ? MaxPointCount : count == 0 ? DefaultPointCount : Math.Min(count, MaxPointCount)));
    }

    private Message Data(string name, int maxCount)
    {
        var curve = Curves().Where(item => string.Equals(ExperimentNames.TimeSeriesOf(item.Experiment, item.Curve.Metric), name, StringComparison.Ordinal))
            .Select(item => item.Curve)
            .FirstOrDefault() ?? throw ModelLookup.NotFound("TensorboardTimeSeries", name);
        var type = schema[Package + "TimeSeriesData"];
        return new Message(type)
            .Set("tensorboard_time_series_id", VertexNames.IdOf(name))
            .SetEnum("value_type", "SCALAR")
            .Set("values", Thin(curve.Points, maxCount).Select(point => (object)Point(type["values"].Message!, point)).ToList());
    }

    /// <summary>As many points as are wanted, spread evenly, with the first and the last.</summary>
    private static IEnumerable<LossPointRecord> Thin(IReadOnlyList<LossPointRecord> points, int maxCount) => points.Count <= maxCount
        ? points
        : Enumerable.Range(0, maxCount).Select(index => points[maxCount == 1 ? points.Count - 1 : (int)((long)index * (points.Count - 1) / (maxCount - 1))]);

    private static Message Point(MessageDescriptor type, LossPointRecord point) => new Message(type)
        .Set("wall_time", WireTime.Micros(point.WallTime))
        .Set("step", point.Step)
        .Set("scalar", new Message(type["scalar"].Message!).Set("value", point.Value));

    private IEnumerable<KeyValuePair<long, Message>> Tensorboards() => Jobs()
        .GroupBy(job => VertexNames.LocationOf(job.Name), StringComparer.Ordinal)
        .Select(group => new KeyValuePair<long, Message>(group.First().Sequence, Resource("Tensorboard", group.First(), ExperimentNames.TensorboardOf(group.Key), "Default tensorboard")
            .Set("run_count", group.Count())
            .Set("is_default", true)));

    private IEnumerable<KeyValuePair<long, Message>> Experiments() => Jobs().Select(job =>
    {
        var id = VertexNames.IdOf(ExperimentOf(job));
        var name = $"{ExperimentNames.TensorboardOf(VertexNames.LocationOf(job.Name))}/experiments/{id}";
        return new KeyValuePair<long, Message>(job.Sequence, Resource("TensorboardExperiment", job, name, id));
    });

    private IEnumerable<KeyValuePair<long, Message>> Runs() => Jobs().Select(job =>
    {
        var name = ExperimentNames.RunNameOf(ExperimentOf(job));
        return new KeyValuePair<long, Message>(job.Sequence, Resource("TensorboardRun", job, name, VertexNames.IdOf(name)));
    });

    private IEnumerable<KeyValuePair<long, Message>> TimeSeries() => Curves().Select((item, index) =>
    {
        var name = ExperimentNames.TimeSeriesOf(item.Experiment, item.Curve.Metric);
        var type = schema[Package + "TensorboardTimeSeries"];
        var last = item.Curve.Points[item.Curve.Points.Count - 1];
        var time = WireTime.Micros(item.Curve.Points[0].WallTime);
        return new KeyValuePair<long, Message>(index + 1, new Message(type)
            .Set("name", name)
            .Set("display_name", item.Curve.Metric)
            .SetEnum("value_type", "SCALAR")
            .Set("create_time", time)
            .Set("update_time", time)
            .Set("plugin_name", "scalars")
            .Set("metadata", new Message(type["metadata"].Message!)
                .Set("max_step", last.Step)
                .Set("max_wall_time", WireTime.Micros(last.WallTime))));
    });

    private Message Resource(string type, TuningJobRecord job, string name, string displayName) => new Message(schema[Package + type])
        .Set("name", name)
        .Set("display_name", displayName)
        .Set("create_time", job.Resource.GetString("start_time"))
        .Set("update_time", job.Resource.GetString("start_time"));

    private IEnumerable<(string Experiment, LossCurve Curve)> Curves() =>
        from job in Jobs()
        from curve in job.Curves.Snapshot()
        select (ExperimentOf(job), curve);

    private IEnumerable<TuningJobRecord> Jobs() => store.Jobs.All().Where(job => ExperimentOf(job).Length > 0);

    private static string ExperimentOf(TuningJobRecord job) => job.Resource.GetString("experiment");
}
