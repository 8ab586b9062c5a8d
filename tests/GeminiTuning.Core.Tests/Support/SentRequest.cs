using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Tests.Support;

internal sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Line => Method + " " + Uri.PathAndQuery;
}
