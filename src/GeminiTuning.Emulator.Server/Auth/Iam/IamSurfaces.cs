using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.Iam;

/// <summary>
/// The services that tell who may do what: the tokens of service accounts, and what projects may use. They are called with
/// access tokens only.
/// </summary>
internal static class IamSurfaces
{
    private const string Missing = "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

    public static IReadOnlyList<ApiSurface> Create(IssuedTokens tokens, TimeProvider timeProvider)
    {
        var credentials = SchemaSet.Load("iamcredentials.proto");
        var projects = SchemaSet.Load("cloudresourcemanager.proto", "iampolicy.proto");
        var services = SchemaSet.Load("serviceusage.proto");
        var credentialMethods = new MethodTable();
        new CredentialMethods(tokens, timeProvider).AddTo(credentialMethods);
        var projectMethods = new MethodTable();
        ProjectMethods.AddTo(projectMethods);
        var serviceMethods = new MethodTable();
        ServiceMethods.AddTo(serviceMethods);
        return
        [
            Surface("iamcredentials", "IAM Service Account Credentials API", credentials, credentialMethods, OAuthScopes.Iam),
            Surface("cloudresourcemanager", "Cloud Resource Manager API", projects, projectMethods, OAuthScopes.Projects),
            Surface("serviceusage", "Service Usage API", services, serviceMethods, OAuthScopes.ServiceUsage),
        ];
    }

    private static ApiSurface Surface(string name, string title, SchemaSet schema, MethodTable methods, IReadOnlyList<string> scopes) => new()
    {
        Name = name,
        Title = title,
        Host = name + ".googleapis.com",
        SchemaVersion = "v1",
        Versions = ["v1"],
        Schema = schema,
        Methods = methods,
        AcceptsApiKey = _ => false,
        Scopes = _ => scopes,
        MissingCredential = Missing,
    };
}
