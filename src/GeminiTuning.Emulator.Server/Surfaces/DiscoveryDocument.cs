using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>Describes a surface in the format of Google's API Discovery Service, from the same schema that serves it.</summary>
internal sealed class DiscoveryDocument(ApiSurface surface, string version, Uri baseUrl)
{
    private readonly SortedDictionary<string, JsonValue> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<MessageDescriptor, string> _ids = [];

    public JsonValue Create()
    {
        var root = new DiscoveryResource();
        foreach (var route in RouteTable.RoutesOf(surface, version))
        {
            var collection = CollectionOf(route.Template);
            var name = MethodName(route);
            root.Find(collection).Methods[name] = Method(route, collection, name);
        }

        var url = JsonValue.String(baseUrl.AbsoluteUri);
        return JsonValue.Object(
            ("kind", JsonValue.String("discovery#restDescription")),
            ("discoveryVersion", JsonValue.String("v1")),
            ("id", JsonValue.String(surface.Name + ":" + version)),
            ("name", JsonValue.String(surface.Name)),
            ("version", JsonValue.String(version)),
            ("revision", JsonValue.String("0")),
            ("title", JsonValue.String(surface.Title)),
            ("description", JsonValue.String("The part of the service that this emulator serves.")),
            ("ownerDomain", JsonValue.String("google.com")),
            ("ownerName", JsonValue.String("Google")),
            ("protocol", JsonValue.String("rest")),
            ("rootUrl", url),
            ("servicePath", JsonValue.String("")),
            ("baseUrl", url),
            ("basePath", JsonValue.String("")),
            ("batchPath", JsonValue.String("batch")),
            ("version_module", JsonValue.True),
            ("fullyEncodeReservedExpansion", JsonValue.True),
            ("parameters", GlobalParameters()),
            ("resources", root.ResourcesToJson()),
            ("schemas", JsonValue.Object([.. _schemas])));
    }

    private JsonValue Method(Route route, IReadOnlyList<string> collection, string name)
    {
        var method = route.Method;
        var parameters = new List<KeyValuePair<string, JsonValue>>();
        var order = new List<JsonValue>();
        var path = route.Template.Text.TrimStart('/');
        var flatPath = path;
        foreach (var variable in route.Template.Variables)
        {
            var field = variable.FieldPath.Substring(variable.FieldPath.LastIndexOf('.') + 1);
            var pattern = string.Join("/", route.Template.Segments.Skip(variable.Start).Take(variable.Length));
            var placeholder = "{" + variable.FieldPath + "=" + pattern + "}";
            path = path.Replace(placeholder, "{+" + field + "}");
            flatPath = flatPath.Replace(placeholder, Regex.Replace(pattern, @"(?<name>\w+)/\*", "${name}/{${name}Id}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
            order.Add(JsonValue.String(field));
            parameters.Add(new(field, JsonValue.Object(
                ("location", JsonValue.String("path")),
                ("required", JsonValue.True),
                ("type", JsonValue.String("string")),
                ("pattern", JsonValue.String("^" + pattern.Replace("*", "[^/]+") + "$")),
                ("description", JsonValue.String("Required. The resource name.")))));
        }

        if (route.Binding.Body is not "*")
        {
            var bound = route.Template.Variables.Select(variable => variable.FieldPath).Append(route.Binding.Body).ToList();
            parameters.AddRange(method.Input.Fields
                .Where(field => !bound.Contains(field.Name, StringComparer.Ordinal) && field.Message is null)
                .Select(field => new KeyValuePair<string, JsonValue>(field.JsonName, Parameter(field))));
        }

        var members = new List<KeyValuePair<string, JsonValue>>
        {
            new("id", JsonValue.String(string.Join(".", new[] { surface.Name }.Concat(collection).Append(name)))),
            new("path", JsonValue.String(path)),
            new("flatPath", JsonValue.String(flatPath)),
            new("httpMethod", JsonValue.String(route.Binding.Verb)),
            new("description", JsonValue.String(method.Comment)),
            new("parameters", JsonValue.Object(parameters)),
            new("parameterOrder", JsonValue.Array(order)),
        };
        if (route.Binding.Body.Length > 0)
        {
            members.Add(new("request", Reference(route.Binding.Body is "*" ? method.Input : method.Input[route.Binding.Body].Message!)));
        }

        members.Add(new("response", Reference(method.Output)));
        return JsonValue.Object(members);
    }

    private JsonValue Parameter(FieldDescriptor field)
    {
        var members = new List<KeyValuePair<string, JsonValue>> { new("location", JsonValue.String("query")) };
        members.AddRange(Type(field).Members);
        if (field.IsRepeated)
        {
            members.Add(new("repeated", JsonValue.True));
        }

        if (field.Comment.Length > 0)
        {
            members.Add(new("description", JsonValue.String(field.Comment)));
        }

        return JsonValue.Object(members);
    }

    private JsonValue Reference(MessageDescriptor message)
    {
        if (!_ids.TryGetValue(message, out var id))
        {
            // The id is taken before the schema is made, for a message may hold itself.
            var shortName = message.Name.Substring(message.Name.LastIndexOf('.') + 1);
            id = _ids.ContainsValue(shortName) ? message.Name.Replace(".", "") : shortName;
            _ids.Add(message, id);
            _schemas[id] = Schema(message, id);
        }

        return JsonValue.Object(("$ref", JsonValue.String(id)));
    }

    private JsonValue Schema(MessageDescriptor message, string id)
    {
        var properties = message.Fields.Select(field => new KeyValuePair<string, JsonValue>(field.JsonName, Property(field))).ToList();
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            new("id", JsonValue.String(id)),
            new("type", JsonValue.String("object")),
        };
        if (message.Comment.Length > 0)
        {
            members.Add(new("description", JsonValue.String(message.Comment)));
        }

        members.Add(new("properties", JsonValue.Object(properties)));
        return JsonValue.Object(members);
    }

    private JsonValue Property(FieldDescriptor field)
    {
        var type = Type(field);
        var members = new List<KeyValuePair<string, JsonValue>>();
        if (field.IsMap)
        {
            members.Add(new("type", JsonValue.String("object")));
            members.Add(new("additionalProperties", type));
        }
        else if (field.IsRepeated)
        {
            members.Add(new("type", JsonValue.String("array")));
            members.Add(new("items", type));
        }
        else
        {
            members.AddRange(type.Members);
        }

        if (field.Is(FieldBehavior.OutputOnly))
        {
            members.Add(new("readOnly", JsonValue.True));
        }

        if (field.Comment.Length > 0)
        {
            members.Add(new("description", JsonValue.String(field.Comment)));
        }

        return JsonValue.Object(members);
    }

    private JsonValue Type(FieldDescriptor field) => field.Kind switch
    {
        FieldKind.Message => Reference(field.Message!),
        FieldKind.Enum => JsonValue.Object(
            ("type", JsonValue.String("string")),
            ("enum", JsonValue.Array([.. field.Enum!.Values.Select(value => JsonValue.String(value.Key))])),
            ("enumDescriptions", JsonValue.Array([.. field.Enum!.Values.Select(_ => JsonValue.String(""))]))),
        FieldKind.Struct or FieldKind.Any => JsonValue.Object(
            ("type", JsonValue.String("object")),
            ("additionalProperties", JsonValue.Object(("type", JsonValue.String("any"))))),
        FieldKind.Value => Simple("any"),
        FieldKind.Bool => Simple("boolean"),
        FieldKind.Int32 => Simple("integer", "int32"),
        FieldKind.Int64 => Simple("string", "int64"),
        FieldKind.Float => Simple("number", "float"),
        FieldKind.Double => Simple("number", "double"),
        FieldKind.Bytes => Simple("string", "byte"),
        FieldKind.Timestamp => Simple("string", "google-datetime"),
        FieldKind.Duration => Simple("string", "google-duration"),
        FieldKind.FieldMask => Simple("string", "google-fieldmask"),
        _ => Simple("string"),
    };

    private static JsonValue Simple(string type, string? format = null) => format is null
        ? JsonValue.Object(("type", JsonValue.String(type)))
        : JsonValue.Object(("type", JsonValue.String(type)), ("format", JsonValue.String(format)));

    /// <summary>The literal parts of a path after the version: <c>tunedModels</c>, <c>permissions</c>.</summary>
    private static List<string> CollectionOf(PathTemplate template) =>
        [.. template.Segments.Skip(1).Where(segment => segment is not "*")];

    private static string MethodName(Route route)
    {
        if (route.Template.Verb.Length > 0)
        {
            return route.Template.Verb;
        }

        return route.Binding.Verb switch
        {
            "POST" => "create",
            "PATCH" => "patch",
            "DELETE" => "delete",
            _ => route.Template.Segments[route.Template.Segments.Count - 1] is "*" ? "get" : "list",
        };
    }

    private static JsonValue GlobalParameters()
    {
        static (string, JsonValue) Query(string name, string type, string description) => (name, JsonValue.Object(
            ("location", JsonValue.String("query")),
            ("type", JsonValue.String(type)),
            ("description", JsonValue.String(description))));

        return JsonValue.Object(
            Query("$.xgafv", "string", "V1 error format."),
            Query("access_token", "string", "OAuth access token."),
            Query("alt", "string", "Data format for response."),
            Query("callback", "string", "JSONP"),
            Query("fields", "string", "Selector specifying which fields to include in a partial response."),
            Query("key", "string", "API key."),
            Query("oauth_token", "string", "OAuth 2.0 token for the current user."),
            Query("prettyPrint", "boolean", "Returns response with indentations and line breaks."),
            Query("quotaUser", "string", "Available to use for quota purposes for server-side applications."),
            Query("uploadType", "string", "Legacy upload protocol for media."),
            Query("upload_protocol", "string", "Upload protocol for media."));
    }
}
