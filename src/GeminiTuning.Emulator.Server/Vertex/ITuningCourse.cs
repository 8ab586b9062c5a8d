using System;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What a job learns, how, and what it measures meanwhile.</summary>
internal interface ITuningCourse
{
    ITrainer Trainer { get; }

    int ExampleCount { get; }

    TuningChoices Choices { get; }

    /// <summary>The <c>TuningDataStats</c> of the job.</summary>
    Message Statistics { get; }

    /// <summary>Writes what a step saw.</summary>
    void Note(TrainingStep step, LossCurves curves, DateTimeOffset now);

    /// <summary>Measures the model on the validation data, where there are any.</summary>
    void Validate(long step, LossCurves curves, DateTimeOffset now);
}
