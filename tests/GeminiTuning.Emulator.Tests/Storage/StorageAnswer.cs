using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>An answer of the emulator's storage service.</summary>
internal sealed class StorageAnswer
{
    private readonly Dictionary<string, string> _headers;

    public StorageAnswer(HttpResponseMessage response, byte[] body)
    {
        Status = (int)response.StatusCode;
        Body = body;
        _headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
    }

    public int Status { get; }

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? this[string member] => Json[member]?.GetValue<string>();

    public long Generation => long.Parse(this["generation"]!, CultureInfo.InvariantCulture);

    public string? Header(string name) => _headers.TryGetValue(name, out var value) ? value : null;

    public StorageAnswer Require(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        return this;
    }

    /// <summary>Makes sure that this is an error in the form of the storage service.</summary>
    public void RequireError(int status, string reason, string? message = null)
    {
        Require(status);
        var error = Json["error"]!;
        Assert.Equal(status, error["code"]!.GetValue<int>());
        Assert.Null(error["status"]);
        var entry = Assert.Single(error["errors"]!.AsArray())!;
        Assert.Equal("global", entry["domain"]!.GetValue<string>());
        Assert.Equal(reason, entry["reason"]!.GetValue<string>());
        Assert.Equal(error["message"]!.GetValue<string>(), entry["message"]!.GetValue<string>());
        if (message is not null)
        {
            Assert.Equal(message, error["message"]!.GetValue<string>());
        }
    }
}
