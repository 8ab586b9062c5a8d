using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>Names the project that quota is counted against. An API key belongs to a project already.</summary>
internal sealed class QuotaProjectHandler : DelegatingHandler
{
    private const string Header = "x-goog-user-project";
    private readonly string _project;

    public QuotaProjectHandler(string project, HttpMessageHandler inner)
        : base(inner)
    {
        _project = project;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(Header);
        request.Headers.Add(Header, _project);
        return base.SendAsync(request, cancellationToken);
    }
}
