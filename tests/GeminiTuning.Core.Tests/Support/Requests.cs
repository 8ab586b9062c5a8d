namespace GeminiTuning.Core.Tests.Support;

internal static class Requests
{
    public static TuningRequest Small() => new()
    {
        BaseModel = "models/gemini-1.5-flash-001-tuning",
        TrainingData = [new TuningExample { TextInput = "1", Output = "2" }, new TuningExample { TextInput = "3", Output = "4" }],
    };
}
