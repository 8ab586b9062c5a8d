using System.Collections.Generic;
using System.Linq;
using System.Text;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Http;

/// <summary>Makes a method's request of the path, the query and the body, and refuses what has no place in it.</summary>
internal static class RequestBinder
{
    private const string InvalidPayload = "Invalid JSON payload received. ";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Message Bind(RouteMatch match, ApiRequest request)
    {
        var method = match.Route.Method;
        var binding = match.Route.Binding;
        var reader = new MessageReader();
        var message = new Message(method.Input);
        var body = ReadBody(request.Body);
        if (binding.Body is "*")
        {
            message = reader.Read(body, method.Input, "");
        }
        else if (binding.Body.Length > 0)
        {
            var field = method.Input[binding.Body];
            message[field] = reader.Read(body, field.Message!, field.Name);
        }
        else
        {
            // Some clients send {} with a DELETE: fine as long as it says nothing.
            reader.Read(body, new MessageDescriptor(method.Input.FullName, method.Input.Package, "", []), "");
        }

        var bound = new HashSet<FieldDescriptor>();
        if (binding.Body is not ("*" or ""))
        {
            bound.Add(method.Input[binding.Body]);
        }

        foreach (var variable in match.Variables)
        {
            bound.Add(SetPath(message, variable.Key, variable.Value));
        }

        foreach (var parameter in request.Query)
        {
            reader.ReadQuery(message, parameter.Key, parameter.Value, bound);
        }

        if (reader.Violations.Count > 0)
        {
            throw Invalid(reader.Violations);
        }

        return message;
    }

    private static JsonValue ReadBody(byte[] body)
    {
        try
        {
            var text = StrictUtf8.GetString(body).TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(text))
            {
                return JsonValue.Object();
            }

            var value = JsonParser.Parse(text);

            // An empty request is "" to clients that make JSON of an empty string.
            return value is { Kind: JsonKind.String, Text.Length: 0 } ? JsonValue.Object() : value;
        }
        catch (JsonSyntaxException exception)
        {
            throw Invalid([new FieldViolation("", InvalidPayload + exception.Message)]);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid([new FieldViolation("", InvalidPayload + "Encountered non UTF-8 code points.")]);
        }
    }

    private static FieldDescriptor SetPath(Message message, string fieldPath, string value)
    {
        var names = fieldPath.Split('.');
        for (var i = 0; i < names.Length - 1; i++)
        {
            var field = message.Descriptor[names[i]];
            if (message[field] is not Message inner)
            {
                inner = new Message(field.Message!);
                message[field] = inner;
            }

            message = inner;
        }

        var last = message.Descriptor[names[names.Length - 1]];
        message[last] = value;
        return last;
    }

    private static ApiException Invalid(IReadOnlyList<FieldViolation> violations) => new(
        RpcCode.InvalidArgument,
        string.Join("\n", violations.Select(violation => violation.Description)),
        ErrorDetails.BadRequest(violations));
}
