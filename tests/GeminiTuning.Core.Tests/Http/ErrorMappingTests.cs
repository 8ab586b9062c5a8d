using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

public sealed class ErrorMappingTests
{
    private readonly TestBench _bench = new();

    public static TheoryData<int, string, string, string, string, TuningErrorKind, string> Refusals => new()
    {
        { 400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", "API_KEY_INVALID", "ApiKeyInvalid", TuningErrorKind.Authentication, "aistudio.google.com/apikey" },
        { 400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", "API_KEY_INVALID", "ApiKeyInvalid", TuningErrorKind.Authentication, "API key expired" },
        { 403, "PERMISSION_DENIED", "Requests to this API are blocked.", "API_KEY_SERVICE_BLOCKED", "ApiKeyBlocked", TuningErrorKind.PermissionDenied, "restrictions" },
        { 401, "UNAUTHENTICATED", "API keys are not supported by this API.", "CREDENTIALS_MISSING", "OAuthRequired", TuningErrorKind.Authentication, "gcloud auth application-default login --client-id-file" },
        { 401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", "ACCESS_TOKEN_TYPE_UNSUPPORTED", "CredentialRejected", TuningErrorKind.Authentication, "Connect-GeminiTuning" },
        { 403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers (callers without established identity).", "", "CredentialMissing", TuningErrorKind.Authentication, "without a credential" },
        { 403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "ScopeInsufficient", TuningErrorKind.PermissionDenied, "--scopes=https://www.googleapis.com/auth/cloud-platform,https://www.googleapis.com/auth/generative-language.tuning" },
        { 403, "PERMISSION_DENIED", "The generativelanguage.googleapis.com API requires a quota project, which is not set by default.", "SERVICE_DISABLED", "QuotaProjectMissing", TuningErrorKind.PermissionDenied, "-Project" },
        { 403, "PERMISSION_DENIED", "Permission denied: Consumer has been suspended.", "CONSUMER_SUSPENDED", "ConsumerSuspended", TuningErrorKind.PermissionDenied, "suspended" },
        { 403, "PERMISSION_DENIED", "Permission denied on resource project X.", "CONSUMER_INVALID", "ProjectRefused", TuningErrorKind.PermissionDenied, "-Project" },
        { 403, "PERMISSION_DENIED", "You do not have permission to access tuned model number-generator-x.", "", "TunedModelAccessDenied", TuningErrorKind.PermissionDenied, "belongs to the project" },
        { 403, "PERMISSION_DENIED", "The caller does not have permission", "", "AccessDenied", TuningErrorKind.PermissionDenied, "Get-GeminiTuningContext" },
        { 400, "FAILED_PRECONDITION", "User location is not supported for the API use.", "", "LocationUnsupported", TuningErrorKind.NotSupported, "available-regions" },
        { 400, "FAILED_PRECONDITION", "Not now.", "", "PreconditionFailed", TuningErrorKind.InvalidOperation, "Not now." },
        { 400, "INVALID_ARGUMENT", "Invalid JSON payload received. Unknown name \"foo\".", "", "RequestRefused", TuningErrorKind.InvalidArgument, "Unknown name \"foo\"" },
        { 404, "NOT_FOUND", "Tuned model tunedModels/x does not exist.", "", "TunedModelNotFound", TuningErrorKind.NotFound, "Tuned model tunedModels/x does not exist." },
        { 409, "ABORTED", "Somebody else.", "", "RequestConflict", TuningErrorKind.InvalidOperation, "Somebody else." },
        { 429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", "", "RateLimited", TuningErrorKind.LimitsExceeded, "tried 4 times" },
        { 500, "INTERNAL", "An internal error has occurred.", "", "ServiceUnavailable", TuningErrorKind.Unavailable, "500 INTERNAL" },
        { 501, "UNIMPLEMENTED", "Operation is not implemented.", "", "MethodNotSupported", TuningErrorKind.NotSupported, "not implemented" },
        { 413, "INVALID_ARGUMENT", "Request payload size exceeds the limit.", "", "RequestRefused", TuningErrorKind.InvalidArgument, "413" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_gets_its_id_its_kind_and_its_way_out(int status, string code, string message, string reason, string id, TuningErrorKind kind, string part)
    {
        var detail = reason.Length == 0 ? string.Empty : """{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"REASON","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}""".Replace("REASON", reason, StringComparison.Ordinal);
        _bench.Network.Rule = _ => ScriptedHandler.Refusal(status, code, message, detail);

        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(id, fault.ErrorId);
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal(status, fault.ServiceError!.Code);
        Assert.Equal(code, fault.ServiceError.Status);
        Assert.Equal(message, fault.ServiceError.Message);
        Assert.Equal(reason.Length == 0 ? null : reason, fault.ServiceError.Reason);
    }

    [Fact]
    public async Task A_disabled_service_comes_with_the_link_that_enables_it()
    {
        _bench.Network.Refuse(403, "PERMISSION_DENIED", "Generative Language API has not been used in project 123456789012 before or it is disabled.", """
            {"@type":"type.googleapis.com/google.rpc.Help","links":[{"description":"Google developers console API activation","url":"https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=123456789012"}]},
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com","consumer":"projects/123456789012"}}
            """);

        var fault = await _bench.FaultAsync(backend => backend.ListModelsAsync(null, _bench.Options));

        Assert.Equal("ServiceDisabled", fault.ErrorId);
        Assert.Contains("overview?project=123456789012", fault.Message, StringComparison.Ordinal);
        Assert.Contains("projects/123456789012", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_list_is_read_too()
    {
        _bench.Network.Answer("""[{"error":{"code":404,"message":"in a list","status":"NOT_FOUND","errors":[{"reason":"x"}]}},{}]""", 404);

        Assert.Contains("in a list", (await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><head><title>502 Bad Gateway</title></head></html>", "text/html", "502 Bad Gateway")]
    [InlineData("", "text/plain", "without a body")]
    [InlineData("[]", "application/json", "proxy or gateway")]
    [InlineData("{\"error\":[1]}", "application/json", "no message")]
    public async Task A_body_that_is_not_the_services_is_survived(string body, string type, string part)
    {
        _bench.Network.Rule = _ => new HttpResponseMessage((HttpStatusCode)502) { Content = new StringContent(body, Encoding.UTF8, type) };

        var fault = await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options));

        Assert.Equal("ServiceUnavailable", fault.ErrorId);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Please log in</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"tunedModels\":7}")]
    public async Task An_answer_that_is_not_the_services_is_an_error(string body)
    {
        _bench.Network.Answer(body);

        var fault = await _bench.FaultAsync(backend => backend.ListTunedModelsAsync(new TunedModelQuery(), null, _bench.Options));

        Assert.Equal("AnswerUnreadable", fault.ErrorId);
        Assert.Equal(TuningErrorKind.InvalidData, fault.Kind);
    }

    [Fact]
    public async Task A_redirect_is_an_error_and_the_key_does_not_follow_it()
    {
        var redirect = new HttpResponseMessage(HttpStatusCode.Found);
        redirect.Headers.Location = new Uri("https://login.example.com/?secret=1");
        _bench.Network.Answer(redirect);

        var fault = await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options));

        Assert.Equal("RedirectRefused", fault.ErrorId);
        Assert.Contains("login.example.com", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_key_that_the_service_echoes_is_taken_out()
    {
        _bench.Network.Refuse(400, "INVALID_ARGUMENT", "API key " + TestBench.CanaryKey + " not valid, nor is AIzaSyA1234567890abcdefghijklmnopqrstuvw at ?key=other&x=1", Bodies.ApiKeyInvalidDetail);

        var fault = await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options));

        Assert.Equal("API key *** not valid, nor is *** at ?key=***&x=1", fault.ServiceError!.Message);
    }

    [Fact]
    public async Task A_key_of_a_few_letters_does_not_garble_the_message()
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret("e") });
        _bench.Network.Refuse(404, "NOT_FOUND", "The service's words.");

        var fault = await Assert.ThrowsAsync<TuningException>(() => context.Client.GetModelAsync("x", _bench.Options));

        Assert.Equal("The service's words.", fault.ServiceError!.Message);
    }

    [Fact]
    public async Task A_key_in_the_reason_of_a_failed_job_is_taken_out()
    {
        _bench.Network.Answer(Bodies.Done("\"error\":{\"code\":13,\"message\":\"worker used " + TestBench.CanaryKey + "\"}"));

        var job = await _bench.RunAsync(backend => backend.GetJobAsync("tunedModels/x/operations/y", _bench.Options));

        Assert.Equal("worker used ***", job.Error!.Message);
    }

    [Fact]
    public async Task A_garbled_answer_that_is_quoted_by_an_exception_does_not_show_the_key()
    {
        _bench.Network.Rule = _ => throw new HttpRequestException("Received an invalid header line: '" + TestBench.CanaryKey + "'");

        var fault = await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options));

        Assert.Contains("invalid header line: '***'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestBench.CanaryKey, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_fault_names_the_host()
    {
        _bench.Network.Rule = _ => throw new HttpRequestException("Name or service not known");

        var fault = await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options));

        Assert.Equal("ConnectionFailed", fault.ErrorId);
        Assert.Contains("generativelanguage.googleapis.com in 4 attempts: Name or service not known", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_exchange_is_one_line_without_secrets_or_bodies()
    {
        _bench.Network.Answer(Bodies.Active).Refuse(404, "NOT_FOUND", "canary-message");

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));
        await _bench.FaultAsync(backend => backend.ListTunedModelsAsync(new TunedModelQuery { Filter = "owner:me" }, "token 1", _bench.Options));

        Assert.Equal(2, _bench.Trace.DebugLines.Count);
        Assert.Equal($"GET /v1beta/tunedModels/x: 200, 0 ms, {Bodies.Active.Length} bytes", _bench.Trace.DebugLines[0]);
        Assert.StartsWith("GET /v1beta/tunedModels?pageSize=100&filter=owner%3Ame&pageToken=token%201: 404, 0 ms, ", _bench.Trace.DebugLines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("canary-message", _bench.Trace.All, StringComparison.Ordinal);
    }
}
