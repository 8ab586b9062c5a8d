using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class CredentialPathTests : IDisposable
{
    private const string Allow = "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES";

    private readonly TestBench _bench = new();
    private readonly CredentialFiles _files = new();
    private readonly TokenServices _services;

    public CredentialPathTests()
    {
        _services = new TokenServices(_bench);
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_file_connects_to_vertex_ai_before_anything_of_the_environment()
    {
        _bench.Environment["GOOGLE_OAUTH_ACCESS_TOKEN"] = "canary-token";
        _bench.Environment["GOOGLE_APPLICATION_CREDENTIALS"] = "/nowhere.json";
        var path = _files.Write(CredentialFiles.ServiceAccount());

        var context = await ConnectAsync(path, backend: null);

        Assert.Equal(TuningBackend.VertexAI, context.Backend);
        Assert.Equal("Service account", context.Credential);
        Assert.Equal("parameter -CredentialPath (" + path + ")", context.CredentialSource);
        Assert.Equal(CredentialFiles.Robot, context.Account);
        Assert.Equal("p", context.Project);
        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_user_brings_the_quota_project()
    {
        await UseAsync(await ConnectAsync(_files.Write(CredentialFiles.User())));

        Assert.Equal(["oauth2.googleapis.com", "generativelanguage.googleapis.com"], Hosts());
        Assert.Equal("quota-1", _bench.Network.Sent[1].Headers["x-goog-user-project"]);
    }

    [Fact]
    public async Task A_user_file_may_name_a_token_server_on_this_machine()
    {
        var user = CredentialFiles.User();
        user["token_uri"] = "http://127.0.0.1:5/token";
        _services.First = sent => sent.Uri.Port == 5 ? ScriptedHandler.Json("""{"access_token":"t","expires_in":60}""") : null;

        await UseAsync(await ConnectAsync(_files.Write(user)));

        Assert.Equal("http://127.0.0.1:5/token", _bench.Network.Sent[0].Uri.ToString());
        Assert.Equal("Bearer t", _bench.Network.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_workforce_user_renews_at_the_security_token_service()
    {
        var context = await ConnectAsync(_files.Write(CredentialFiles.Workforce()));
        await UseAsync(context);

        Assert.Equal("Workforce identity federation", context.Credential);
        Assert.Equal("https://sts.googleapis.com/v1/oauthtoken", _bench.Network.Sent[0].Uri.ToString());
    }

    [Fact]
    public async Task A_token_in_a_file_is_exchanged()
    {
        var token = _files.WriteText("canary-subject", "token");

        await UseAsync(await ConnectAsync(_files.Write(CredentialFiles.External(new { file = token }))));

        Assert.Equal(["sts.googleapis.com", "generativelanguage.googleapis.com"], Hosts());
        Assert.Contains("canary-subject", _bench.Network.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_a_file_that_is_missing_is_one_clear_error()
    {
        var context = await ConnectAsync(_files.Write(CredentialFiles.External(new { file = "/nowhere/token" })));

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("SubjectTokenMissing", fault.ErrorId);
        Assert.Contains("/nowhere/token", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("http://localhost:42356/msi/token")]
    [InlineData("https://runner.example.com/token?x=1")]
    public async Task A_token_is_fetched_from_the_machines_own_provider_and_exchanged(string url)
    {
        _bench.Environment["ACTIONS_ID_TOKEN_REQUEST_URL"] = "https://runner.example.com/other";
        _services.First = sent => sent.Uri.ToString() == url ? ScriptedHandler.Json("""{"value":"canary-subject"}""") : null;
        var source = new { url, headers = new { Metadata = "True" }, format = new { type = "json", subject_token_field_name = "value" } };

        await UseAsync(await ConnectAsync(_files.Write(CredentialFiles.External(source))));

        Assert.Equal("True", _bench.Network.Sent[0].Headers["Metadata"]);
        Assert.Contains("canary-subject", _bench.Network.Sent[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_federated_identity_acts_as_the_service_account_of_its_file()
    {
        var file = CredentialFiles.External(new { file = _files.WriteText("canary-subject", "token") });
        file["service_account_impersonation_url"] = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + CredentialFiles.Target + ":generateAccessToken";

        var context = await ConnectAsync(_files.Write(file));
        await UseAsync(context);

        Assert.Equal(CredentialFiles.Target, context.Account);
        Assert.Equal(["sts.googleapis.com", "iamcredentials.googleapis.com", "generativelanguage.googleapis.com"], Hosts());
    }

    [Fact]
    public async Task A_command_is_not_run_unless_that_is_allowed()
    {
        var fault = await FaultAsync(CredentialFiles.External(new { executable = new { command = "/bin/false" } }));

        Assert.Equal("ExecutableNotAllowed", fault.ErrorId);
        Assert.Contains(Allow, fault.Message, StringComparison.Ordinal);
        Assert.Contains("/bin/false", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_allowed_command_prints_is_exchanged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        _bench.Environment[Allow] = "1";
        var answer = _files.WriteText("""{"version":1,"success":true,"token_type":"urn:ietf:params:oauth:token-type:jwt","id_token":"canary-subject"}""", "an answer");

        await UseAsync(await ConnectAsync(_files.Write(CredentialFiles.External(new { executable = new { command = "/bin/cat \"" + answer + "\"" } }))));

        Assert.Contains("canary-subject", _bench.Network.Sent[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"version":1,"success":false,"code":"401","message":"Nobody there."}""", "401 Nobody there.")]
    [InlineData("canary, not JSON", "not the JSON")]
    public async Task A_command_without_a_token_is_one_clear_error(string printed, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        _bench.Environment[Allow] = "1";
        var context = await ConnectAsync(_files.Write(CredentialFiles.External(new { executable = new { command = "cat " + _files.WriteText(printed, "answer") } })));

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("SubjectTokenMissing", fault.ErrorId);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_impersonation_asks_with_the_credential_inside_and_through_its_delegates()
    {
        var context = await ConnectAsync(_files.Write(CredentialFiles.Impersonated(CredentialFiles.User())));
        await UseAsync(context);

        Assert.Equal("Impersonated service account", context.Credential);
        Assert.Equal(CredentialFiles.Target, context.Account);
        Assert.Equal(["oauth2.googleapis.com", "iamcredentials.googleapis.com", "generativelanguage.googleapis.com"], Hosts());
        var asked = _bench.Network.Sent[1];
        Assert.Equal("Bearer CanaryToken-1", asked.Headers["Authorization"]);
        Assert.Equal("quota-1", asked.Headers["x-goog-user-project"]);
        Assert.Equal("projects/-/serviceAccounts/" + CredentialFiles.Robot, JsonDocument.Parse(asked.Body).RootElement.GetProperty("delegates")[0].GetString());
        Assert.Equal("Bearer CanaryToken-2", _bench.Network.Sent[2].Headers["Authorization"]);
        Assert.False(_bench.Network.Sent[2].Headers.ContainsKey("x-goog-user-project"));
    }

    [Fact]
    public async Task The_scopes_are_those_asked_for()
    {
        await UseAsync(await _bench.ConnectAsync(new ConnectRequest
        {
            Backend = TuningBackend.GeminiApi,
            CredentialPath = _files.Write(CredentialFiles.Impersonated(CredentialFiles.ServiceAccount())),
            Scopes = ["https://www.googleapis.com/auth/generative-language.tuning"],
        }));

        Assert.Equal("https://www.googleapis.com/auth/generative-language.tuning", Assert.Single(Scopes(_bench.Network.Sent[1])));
    }

    [Theory]
    [InlineData("cloud-platform")]
    [InlineData("https://a,https://b")]
    [InlineData("https://a b")]
    public async Task A_scope_that_is_none_is_refused(string scope)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest { Scopes = [scope] }));

        Assert.Equal("ScopeInvalid", fault.ErrorId);
    }

    [Fact]
    public async Task An_oauth_client_is_sent_to_its_own_parameter()
    {
        var fault = await FaultAsync(new { installed = new { client_id = "1", client_secret = "canary" } });

        Assert.Equal("CredentialFileIsClientSecret", fault.ErrorId);
        Assert.Contains("-ClientSecretPath", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_besides_another_credential_is_one_too_many()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("t"), CredentialPath = "x" }));

        Assert.Equal("CredentialAmbiguous", fault.ErrorId);
    }

    public static TheoryData<string, string> Hostile { get; } = new()
    {
        { "service_account", "token_uri" },
        { "authorized_user", "token_uri" },
        { "external_account", "token_url" },
        { "external_account", "service_account_impersonation_url" },
        { "external_account_authorized_user", "token_url" },
        { "impersonated_service_account", "service_account_impersonation_url" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task An_address_that_is_not_googles_is_refused_before_anything_is_sent(string type, string field)
    {
        foreach (var address in new[]
        {
            "https://evil.example/token", "https://googleapis.com.evil.example/token", "https://evilgoogleapis.com/token", "http://oauth2.googleapis.com/token",
            "https://sts.googleapis.com:444/token", "https://user:pass@sts.googleapis.com/token", "ftp://localhost/", "token", "http://169.254.169.254/token",
        })
        {
            var file = File(type);
            file[field] = address;

            var fault = await FaultAsync(file);

            Assert.Equal("CredentialHostRefused", fault.ErrorId);
            Assert.Contains(" in " + field + ",", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("pass@", fault.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task The_addresses_of_a_credential_inside_another_are_checked_too()
    {
        var inner = CredentialFiles.ServiceAccount();
        inner["token_uri"] = "https://evil.example/token";

        Assert.Equal("CredentialHostRefused", (await FaultAsync(CredentialFiles.Impersonated(inner))).ErrorId);
    }

    [Theory]
    [InlineData("TOKEN_URI")]
    [InlineData("Token_Url")]
    public async Task Letters_in_another_case_hide_no_address(string field)
    {
        var file = CredentialFiles.ServiceAccount();
        file[field] = "https://evil.example/token";

        Assert.Equal("CredentialHostRefused", (await FaultAsync(file)).ErrorId);
    }

    [Fact]
    public async Task A_subject_token_of_the_wrong_form_is_not_quoted()
    {
        var token = _files.WriteText("\"canary-subject\"", "token");
        var context = await ConnectAsync(_files.Write(CredentialFiles.External(new { file = token, format = new { type = "json", subject_token_field_name = "value" } })));

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("SubjectTokenMissing", fault.ErrorId);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_federated_identity_that_may_not_act_as_its_service_account_is_told_the_role()
    {
        var file = CredentialFiles.External(new { file = _files.WriteText("canary-subject", "token") });
        file["service_account_impersonation_url"] = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + CredentialFiles.Target + ":generateAccessToken";
        _services.First = sent => sent.Uri.Host.StartsWith("iam", StringComparison.Ordinal) ? ScriptedHandler.Refusal(403, "PERMISSION_DENIED", "No.") : null;
        var context = await ConnectAsync(_files.Write(file));

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("ImpersonationRefused", fault.ErrorId);
        Assert.Contains("roles/iam.serviceAccountTokenCreator", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_not_the_machines_own_is_refused()
    {
        var fault = await FaultAsync(CredentialFiles.External(new { url = "https://evil.example/token" }));

        Assert.Equal("CredentialHostRefused", fault.ErrorId);
        Assert.Contains("https://evil.example", fault.Message, StringComparison.Ordinal);
        Assert.Contains("credential_source.url", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_of_the_endpoint_may_be_a_token_server()
    {
        var file = CredentialFiles.ServiceAccount();
        file["token_uri"] = "https://gateway.example/token";

        var context = await _bench.ConnectAsync(new ConnectRequest { CredentialPath = _files.Write(file), Endpoint = new Uri("https://gateway.example/") });

        Assert.Equal("Service account", context.Credential);
    }

    [Fact]
    public async Task Another_universe_is_refused()
    {
        var file = CredentialFiles.ServiceAccount();
        file["universe_domain"] = "other.example";

        Assert.Equal("UniverseUnsupported", (await FaultAsync(file)).ErrorId);
    }

    [Fact]
    public async Task A_token_server_that_redirects_gets_no_second_request()
    {
        _services.First = sent =>
        {
            var answer = ScriptedHandler.Json("{}", 307);
            answer.Headers.Location = new Uri("https://evil.example/");
            return sent.Uri.Host is "oauth2.googleapis.com" ? answer : null;
        };
        var context = await ConnectAsync(_files.Write(CredentialFiles.User()), retries: 0);

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("TokenRedirectRefused", fault.ErrorId);
        Assert.Equal(["oauth2.googleapis.com"], Hosts());
    }

    [Theory]
    [InlineData("sts.googleapis.com")]
    [InlineData("iamcredentials.googleapis.com")]
    public async Task Neither_does_the_exchange_or_the_impersonation_follow_one(string redirecting)
    {
        _services.First = sent =>
        {
            var answer = ScriptedHandler.Json("{}", 307);
            answer.Headers.Location = new Uri("https://evil.example/");
            return sent.Uri.Host == redirecting ? answer : null;
        };
        var file = CredentialFiles.External(new { file = _files.WriteText("canary-subject") });
        file["service_account_impersonation_url"] = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + CredentialFiles.Target + ":generateAccessToken";
        var context = await ConnectAsync(_files.Write(file), retries: 0);

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Contains(fault.ErrorId, new[] { "TokenRedirectRefused", "RedirectRefused" });
        Assert.Equal(redirecting, Hosts().Last());
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_garbled_answer_of_a_token_server_is_not_quoted_with_the_secret()
    {
        _services.First = sent => throw new System.Net.Http.HttpRequestException("Received an invalid header line: '" + sent.Body + "'");
        var context = await ConnectAsync(_files.Write(CredentialFiles.User()), retries: 0);

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("TokenServiceUnreachable", fault.ErrorId);
        Assert.Contains("refresh_token=***", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static Dictionary<string, object> File(string type) => type switch
    {
        "service_account" => CredentialFiles.ServiceAccount(),
        "authorized_user" => CredentialFiles.User(),
        "external_account" => CredentialFiles.External(new { file = "x" }),
        "external_account_authorized_user" => CredentialFiles.Workforce(),
        _ => CredentialFiles.Impersonated(CredentialFiles.User()),
    };

    private static IEnumerable<string?> Scopes(SentRequest request) =>
        JsonDocument.Parse(request.Body).RootElement.GetProperty("scope").EnumerateArray().Select(scope => scope.GetString());

    private string[] Hosts() => [.. _bench.Network.Sent.Select(sent => sent.Uri.Host)];

    private Task<TuningContext> ConnectAsync(string path, TuningBackend? backend = TuningBackend.GeminiApi, int? retries = null) =>
        _bench.ConnectAsync(new ConnectRequest { Backend = backend, CredentialPath = path, MaximumRetryCount = retries });

    private async Task UseAsync(TuningContext context)
    {
        await context.Client.GetTunedModelAsync("x", _bench.Options);
        Assert.DoesNotContain("canary", _bench.Trace.All, StringComparison.OrdinalIgnoreCase);
    }

    private Task<TuningException> FaultAsync(object content) => Assert.ThrowsAsync<TuningException>(() => ConnectAsync(_files.Write(content)));
}
