using System.Collections.Generic;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads the datasets of a job and makes a course of them.</summary>
internal static class TuningCourses
{
    /// <summary>Prepares a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="model">The model to train, which is changed.</param>
    /// <param name="objects">Where the datasets are.</param>
    /// <exception cref="DatasetException">A dataset cannot be tuned on.</exception>
    public static ITuningCourse Prepare(Message job, LanguageModel model, IObjectReader objects)
    {
        var spec = TuningSpecs.SpecOf(job);
        var training = DatasetLines.Read(objects, spec.GetString("training_dataset_uri"));
        var validationUri = spec.GetString("validation_dataset_uri");
        IReadOnlyList<string> validation = validationUri.Length == 0 ? [] : DatasetLines.Read(objects, validationUri);
        return TuningSpecs.FieldOf(job) is TuningSpecs.Supervised
            ? new SupervisedCourse(model, job, DatasetReader.ReadSupervised(training), DatasetReader.ReadSupervised(validation))
            : new PreferenceCourse(model, job, DatasetReader.ReadPreferences(training), DatasetReader.ReadPreferences(validation));
    }
}
