using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Auth;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Http;

/// <summary>Answers requests: finds the method, the caller and the request, and writes what the handler says.</summary>
internal sealed class ApiDispatcher(IReadOnlyList<ApiSurface> surfaces, Authenticator authenticator)
{
    private const string DiscoveryPath = "/$discovery/rest";
    private readonly RouteTable _routes = new(surfaces);

    public async Task<ApiReply> DispatchAsync(ApiRequest request, Uri baseUrl, Exchange exchange)
    {
        RouteMatch? match = null;
        try
        {
            if (string.Equals(request.Path, DiscoveryPath, StringComparison.Ordinal) && request.Verb is "GET")
            {
                exchange.Route = DiscoveryPath;
                return ApiReply.Single(200, Line(Describe(request, baseUrl), request));
            }

            match = _routes.Find(request.Verb, request.Path);
            exchange.Route = match.Route.Template.Pattern;
            if (exchange.TakeRefusal() is { } refusal)
            {
                throw ApiRefusals.Create(refusal, match);
            }

            return await CallAsync(match, request).ConfigureAwait(false);
        }
        catch (ApiException exception)
        {
            return Fail(exception, request, match);
        }
        catch (TuningException exception)
        {
            // The change was made but could not be kept: the state file is at fault.
            return Fail(new ApiException(RpcCode.Internal, exception.Message), request, match);
        }
        catch (Exception exception)
        {
            // The server outlives a fault of its own; the caller gets to see it.
            return Fail(new ApiException(RpcCode.Internal, "Internal error of the emulator: " + exception), request, match);
        }
    }

    /// <summary>The answer to a request that cannot be dispatched.</summary>
    public static ApiReply Fail(ApiException exception, ApiRequest request) => Fail(exception, request, match: null);

    private async Task<ApiReply> CallAsync(RouteMatch match, ApiRequest request)
    {
        var route = match.Route;
        var caller = authenticator.Authenticate(request, route);
        var parameters = request.Parameters;
        var serverSentEvents = string.Equals(parameters.Alt, "sse", StringComparison.OrdinalIgnoreCase);
        if (!serverSentEvents && !string.Equals(parameters.Alt, "json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The answer format alt={parameters.Alt} is not supported. Use alt=json.");
        }

        var mask = parameters.Fields.Length > 0 ? parameters.Fields : request.Header("X-Goog-FieldMask") ?? "";
        var selector = mask.Length == 0 ? null : FieldSelector.Parse(mask, route.Method.Output);
        var message = RequestBinder.Bind(match, request);
        var handler = route.Surface.Methods.Find(route.Method);
        var answers = await handler(new ApiCall(route.Method, route.Version, message, caller)).ConfigureAwait(false);
        var writer = new MessageWriter(parameters.EnumsAsNumbers);
        var json = answers.Select(answer => selector?.Apply(writer.Write(answer)) ?? writer.Write(answer)).ToList();
        if (!route.Method.IsStreaming)
        {
            return ApiReply.Single(200, Line(json[0], request));
        }

        return serverSentEvents
            ? new ApiReply(200, "text/event-stream", [.. json.Select(item => "data: " + JsonOutput.Write(item, pretty: false) + "\r\n\r\n")], IsStreamed: true)
            : new ApiReply(200, ApiReply.Json, [.. ArrayPieces(json, parameters.PrettyPrint)], IsStreamed: true);
    }

    private JsonValue Describe(ApiRequest request, Uri baseUrl)
    {
        var version = request.Query.Where(parameter => parameter.Key is "version").Select(parameter => parameter.Value).LastOrDefault();
        var surface = surfaces.FirstOrDefault(candidate => version is null || candidate.Versions.Contains(version, StringComparer.Ordinal))
            ?? throw new ApiException(RpcCode.NotFound, $"There is no description of version '{version}'. Use version={surfaces[0].SchemaVersion}.");
        return new DiscoveryDocument(surface, version ?? surface.SchemaVersion, baseUrl).Create();
    }

    private static IEnumerable<string> ArrayPieces(List<JsonValue> items, bool pretty)
    {
        for (var i = 0; i < items.Count; i++)
        {
            yield return (i == 0 ? "[" : ",\r\n") + JsonOutput.Write(items[i], pretty);
        }

        yield return items.Count == 0 ? "[]\n" : "]\n";
    }

    private static ApiReply Fail(ApiException exception, ApiRequest request, RouteMatch? match)
    {
        // What would have been an array of answers fails as an array, unless it would have been events.
        var body = ErrorBody.Create(exception);
        var wrap = match?.Route.Method.IsStreaming == true && !string.Equals(request.Parameters.Alt, "sse", StringComparison.OrdinalIgnoreCase);
        return ApiReply.Single(ErrorBody.HttpStatus(exception), Line(wrap ? JsonValue.Array([body]) : body, request)) with { Allow = exception.Allow };
    }

    private static string Line(JsonValue value, ApiRequest request) => JsonOutput.Write(value, request.Parameters.PrettyPrint) + "\n";
}
