using System;
using System.Linq;
using GeminiTuning.Emulator.Auth.Credentials;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Auth.Metadata;

/// <summary>
/// The metadata server of a machine of Google's, which has a service account: <c>/computeMetadata/v1/</c>. Clients find it
/// where <c>GCE_METADATA_HOST</c> is the emulator's host and port.
/// </summary>
internal sealed class MetadataEndpoint(IssuedTokens tokens) : ISignInEndpoint
{
    private const string Root = "/computeMetadata";
    private const string Flavor = "Metadata-Flavor";
    private const string Google = "Google";

    private static readonly string[] Scopes = [OAuthScopes.CloudPlatform, "https://www.googleapis.com/auth/userinfo.email"];

    private static readonly MetadataNode Tree = MetadataNode.Directory(
        "",
        MetadataNode.Directory(
            "instance",
            MetadataNode.Directory("service-accounts", Account("default"), Account(ServiceAccounts.DefaultAccount))),
        MetadataNode.Directory(
            "project",
            MetadataNode.Leaf("numeric-project-id", JsonValue.Number(VertexIds.ProjectNumberOf(CredentialFiles.Project))),
            MetadataNode.Leaf("project-id", CredentialFiles.Project)),
        MetadataNode.Directory("universe", MetadataNode.Leaf("universe-domain", "googleapis.com")));

    public bool Serves(string path, Func<string, string?> header) =>
        path.StartsWith(Root + "/", StringComparison.Ordinal) || path is Root || (path is "/" && header(Flavor) is not null);

    public SignInReply Answer(SignInRequest request)
    {
        var reply = request.Verb is not "GET" ? SignInReply.Plain(405, "Method Not Allowed\n").With("Allow", "GET")
            : !string.Equals(request.Header(Flavor), Google, StringComparison.Ordinal) ? SignInReply.Plain(403, $"Missing {Flavor}:{Google} header.\n")
            : request.Header("X-Forwarded-For") is not null ? SignInReply.Plain(403, "A request that was forwarded is not answered.\n")
            : Find(request);
        return reply.With(Flavor, Google);
    }

    private SignInReply Find(SignInRequest request)
    {
        var segments = request.Path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length < 2)
        {
            return SignInReply.Plain(200, segments.Length == 0 ? "computeMetadata/\n" : "v1/\n");
        }

        var node = segments[1] is "v1" ? Tree : null;
        foreach (var segment in segments.Skip(2))
        {
            if (segment is "token" && node?.Children.Any(child => child.Name is "scopes") == true)
            {
                return Token(request.Parameter("scopes"));
            }

            // Clients have written the name both ways.
            var name = segment is "universe_domain" ? "universe-domain" : segment;
            node = node?.Children.FirstOrDefault(child => string.Equals(child.Name, name, StringComparison.Ordinal));
        }

        return node is null ? SignInReply.Plain(404, "Not Found\n")
            : string.Equals(request.Parameter("recursive"), "true", StringComparison.OrdinalIgnoreCase) || request.Parameter("alt") is "json"
                ? SignInReply.Json(200, node.ToJson())
                : new SignInReply(200, "application/text", node.Text);
    }

    private SignInReply Token(string? scopes)
    {
        var token = tokens.Issue(new TokenGrant
        {
            Account = ServiceAccounts.DefaultAccount,
            ClientId = ServiceAccounts.IdOf(ServiceAccounts.DefaultAccount),
            Scopes = scopes is { Length: > 0 } ? OAuthScopes.Require(scopes) : Scopes,
        });
        return SignInReply.Json(200, JsonValue.Object(
            ("access_token", JsonValue.String(token.Secret)),
            ("expires_in", JsonValue.Number((int)token.Lifetime.TotalSeconds)),
            ("token_type", JsonValue.String("Bearer"))));
    }

    private static MetadataNode Account(string name) => MetadataNode.Directory(
        name,
        MetadataNode.Leaf("aliases", JsonValue.Array([JsonValue.String("default")])),
        MetadataNode.Leaf("email", ServiceAccounts.DefaultAccount),
        MetadataNode.Leaf("scopes", JsonValue.Array([.. Scopes.Select(JsonValue.String)])));
}
