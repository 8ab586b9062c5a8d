namespace GeminiTuning;

/// <summary>A way in which a file of training data is written. Any of them may also be compressed with gzip.</summary>
public enum TrainingDataFormat
{
    /// <summary>Cells separated by commas, below a header (<c>.csv</c>).</summary>
    Csv = 0,

    /// <summary>Cells separated by tabs, below a header (<c>.tsv</c>).</summary>
    Tsv = 1,

    /// <summary>A list of objects (<c>.json</c>).</summary>
    Json = 2,

    /// <summary>One JSON object a line (<c>.jsonl</c>, <c>.ndjson</c>).</summary>
    Jsonl = 3,

    /// <summary>A list of maps, or one map in each document (<c>.yaml</c>, <c>.yml</c>).</summary>
    Yaml = 4,
}
