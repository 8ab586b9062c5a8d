namespace GeminiTuning.Core.Tests.Support;

/// <summary>Bodies as the service writes them.</summary>
internal static class Bodies
{
    public const string Active = """
        {
          "name": "tunedModels/number-generator-100-7gs9fa0sjx6i",
          "baseModel": "models/gemini-1.0-pro-001",
          "displayName": "Number Generator 100",
          "state": "ACTIVE",
          "createTime": "2024-04-16T16:44:00.470390Z",
          "updateTime": "2024-04-16T16:44:28.871233Z",
          "tuningTask": {
            "startTime": "2024-04-16T16:44:02.649978713Z",
            "completeTime": "2024-04-16T16:44:28.871233Z",
            "snapshots": [
              { "step": 1, "meanLoss": 11.499258, "computeTime": "2024-04-16T16:44:04.280815837Z" },
              { "step": 2, "meanLoss": 13.782991, "computeTime": "2024-04-16T16:44:04.788885337Z" }
            ],
            "hyperparameters": { "epochCount": 5, "batchSize": 2, "learningRate": 0.001 }
          },
          "temperature": 0.9,
          "topP": 1,
          "topK": 1
        }
        """;

    public const string Creating = """
        {
          "name": "tunedModels/x",
          "baseModel": "models/gemini-1.0-pro-001",
          "state": "CREATING",
          "createTime": "2024-04-16T16:44:00Z",
          "updateTime": "2024-04-16T16:44:00Z",
          "tuningTask": { "startTime": "2024-04-16T16:44:02.649978713Z", "hyperparameters": { "epochCount": 5, "batchSize": 2, "learningRate": 0.001 } }
        }
        """;

    public const string Created = """
        {
          "name": "tunedModels/x/operations/9z8phaegycw6",
          "metadata": {
            "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
            "totalSteps": 38,
            "tunedModel": "tunedModels/x"
          }
        }
        """;

    public const string Running = """
        {
          "name": "tunedModels/x/operations/9z8phaegycw6",
          "metadata": {
            "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
            "totalSteps": 38,
            "completedSteps": 2,
            "completedPercent": 5.263158,
            "snapshots": [
              { "step": 1, "meanLoss": 11.499258, "computeTime": "2024-04-16T16:44:04.000000000Z" },
              { "step": 2, "meanLoss": 13.782991, "computeTime": "2024-04-16T16:44:04.500000000Z" }
            ],
            "tunedModel": "tunedModels/x"
          }
        }
        """;

    public const string Tunable = """
        {
          "name": "models/gemini-1.5-flash-001-tuning",
          "version": "001",
          "displayName": "Gemini 1.5 Flash 001 Tuning",
          "description": "Version of Gemini 1.5 Flash that supports tuning.",
          "inputTokenLimit": 16384,
          "outputTokenLimit": 8192,
          "supportedGenerationMethods": [ "generateContent", "countTokens", "createTunedModel" ],
          "temperature": 1,
          "topP": 0.95,
          "topK": 64,
          "maxTemperature": 2
        }
        """;

    public const string NotTunable = """{ "name": "models/gemini-2.5-flash", "supportedGenerationMethods": [ "generateContent" ] }""";

    public const string Answer = """
        {
          "candidates": [ { "content": { "parts": [ { "text": "eight" } ], "role": "model" }, "finishReason": "STOP", "index": 0 } ],
          "usageMetadata": { "promptTokenCount": 3, "candidatesTokenCount": 1, "totalTokenCount": 4 },
          "modelVersion": "unknown to us"
        }
        """;

    public const string ApiKeyInvalidDetail = """
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}
        """;

    public const string DailyQuotaDetails = """
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaDimensions":{"location":"global"},"quotaValue":"20"}]},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"23s"}
        """;

    public static string Done(string result) => $$"""
        {
          "name": "tunedModels/x/operations/9z8phaegycw6",
          "metadata": { "totalSteps": 2, "completedSteps": 2, "completedPercent": 100, "tunedModel": "tunedModels/x",
            "snapshots": [ { "step": 1, "meanLoss": 2.5 }, { "step": 2, "epoch": 1, "meanLoss": 1.5 } ] },
          "done": true,
          {{result}}
        }
        """;
}
