using System;
using GeminiTuning.Core.VertexAI;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class NameTests
{
    private static readonly VertexScope Scope = new("p", "us-central1");

    [Theory]
    [InlineData("gemini-2.5-flash", ResourceKind.PublisherModel, "projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash")]
    [InlineData("models/gemini-2.5-flash", ResourceKind.PublisherModel, "projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash")]
    [InlineData("publishers/meta/models/llama-4", ResourceKind.PublisherModel, "projects/p/locations/us-central1/publishers/meta/models/llama-4")]
    [InlineData("projects/q/locations/global/publishers/google/models/m", ResourceKind.PublisherModel, "projects/q/locations/global/publishers/google/models/m")]
    [InlineData("models/88", ResourceKind.Model, "projects/p/locations/us-central1/models/88")]
    [InlineData("88@2", ResourceKind.Model, "projects/p/locations/us-central1/models/88@2")]
    [InlineData("projects/1/locations/eu/models/88@golden", ResourceKind.Model, "projects/1/locations/eu/models/88@golden")]
    [InlineData("tuningJobs/5", ResourceKind.TuningJob, "projects/p/locations/us-central1/tuningJobs/5")]
    [InlineData("endpoints/9", ResourceKind.Endpoint, "projects/p/locations/us-central1/endpoints/9")]
    [InlineData("projects/example.com:q/locations/us/endpoints/9", ResourceKind.Endpoint, "projects/example.com:q/locations/us/endpoints/9")]
    [InlineData("123", ResourceKind.Number, "projects/p/locations/us-central1/123")]
    public void Every_documented_form_is_read(string name, object kind, string full)
    {
        var parsed = VertexName.Parse(name, Scope);

        Assert.Equal(kind, parsed.Kind);
        Assert.Equal(full, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("models/")]
    [InlineData("a@b@c")]
    [InlineData("projects/p/locations/evil.com/endpoints/9")]
    [InlineData("projects/p/locations/us-central1/endpoints/9/x")]
    [InlineData("projects/p/locations/us-central1/endpoints/9?x=1")]
    [InlineData("tunedModels/x")]
    public void Anything_else_is_refused(string name)
    {
        var error = Assert.Throws<TuningException>(() => VertexName.Parse(name, Scope));

        Assert.Equal("TunedModelNameInvalid", error.ErrorId);
    }

    [Theory]
    [InlineData("us-central1", "https://us-central1-aiplatform.googleapis.com/")]
    [InlineData("global", "https://aiplatform.googleapis.com/")]
    [InlineData("us", "https://aiplatform.us.rep.googleapis.com/")]
    [InlineData("eu", "https://aiplatform.eu.rep.googleapis.com/")]
    public void A_location_has_its_host(string location, string host)
    {
        Assert.Equal(new Uri(host), new VertexHosts(null, "asia-east1").OfName("projects/p/locations/" + location + "/endpoints/1"));
        Assert.Equal(new Uri("http://localhost:1/"), new VertexHosts(new Uri("http://localhost:1/"), "asia-east1").Of(location));
    }
}
