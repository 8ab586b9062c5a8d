using System;
using System.Globalization;
using GeminiTuning.Emulator.Auth;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Refuses requests in the words of the Gemini API and of Vertex AI.</summary>
internal static class ApiRefusals
{
    public static ApiException Create(Refusal refusal, RouteMatch match)
    {
        var isGemini = match.Route.Surface.Name is "generativelanguage";
        return refusal.Status switch
        {
            400 => new ApiException(RpcCode.InvalidArgument, "Request contains an invalid argument."),
            401 => Authenticator.InvalidToken(match.Route, "ACCESS_TOKEN_EXPIRED"),
            403 => new ApiException(RpcCode.PermissionDenied, "The caller does not have permission"),
            404 => new ApiException(RpcCode.NotFound, "Requested entity was not found."),
            409 => new ApiException(RpcCode.Aborted, "The operation was aborted."),
            429 => refusal.Quota is { } quota ? OverQuota(refusal, quota, match, isGemini) : Exhausted(refusal, isGemini),
            499 => new ApiException(RpcCode.Cancelled, "The operation was cancelled."),
            500 => new ApiException(
                RpcCode.Internal,
                isGemini ? "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting" : "Internal error encountered."),
            503 => new ApiException(RpcCode.Unavailable, isGemini ? "The model is overloaded. Please try again later." : "The service is currently unavailable."),
            504 => new ApiException(RpcCode.DeadlineExceeded, "Deadline expired before operation could complete."),
            _ => throw new InvalidOperationException($"The services have no words for {refusal.Status}."),
        };
    }

    private static ApiException Exhausted(Refusal refusal, bool isGemini) => new(
        RpcCode.ResourceExhausted,
        isGemini
            ? "Resource has been exhausted (e.g. check quota)."
            : "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.",
        refusal.RetryAfter is { } wait ? [ErrorDetails.RetryInfo(wait)] : []);

    private static ApiException OverQuota(Refusal refusal, EmulatorFault quota, RouteMatch match, bool isGemini)
    {
        var isDaily = quota.Kind == EmulatorFaultKind.DailyQuota;
        var model = match.Variables.TryGetValue("model", out var name) ? name.Substring(name.LastIndexOf('/') + 1) : null;
        var limit = quota.Limit!.Value.ToString(CultureInfo.InvariantCulture);
        var metric = match.Route.Surface.Host + "/" + (isGemini
            ? model is null ? "api_requests" : "generate_content_requests"
            : $"{(model is null ? "api" : "generate_content")}_requests_per_{(isDaily ? "day" : "minute")}_per_project{(model is null ? "" : "_per_base_model")}");
        var id = $"{(model is null ? "Api" : "Generate")}RequestsPer{(isDaily ? "Day" : "Minute")}PerProject{(model is null ? "" : "PerModel")}";

        // A daily quota comes with a short delay too, which is of no use: the id of the quota tells.
        var wait = isDaily ? TimeSpan.FromSeconds(30) : refusal.RetryAfter!.Value;
        var failure = ErrorDetails.QuotaFailure(metric, id, limit, model is null ? [] : [("model", JsonValue.String(model))]);
        return isGemini
            ? new ApiException(
                RpcCode.ResourceExhausted,
                "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits."
                    + $"\n* Quota exceeded for metric: {metric}, limit: {limit}{(model is null ? "" : ", model: " + model)}\nPlease retry in {ErrorDetails.Duration(wait)}.",
                ErrorDetails.Help("Learn more about Gemini API quotas", "https://ai.google.dev/gemini-api/docs/rate-limits"),
                failure,
                ErrorDetails.RetryInfo(wait))
            : new ApiException(
                RpcCode.ResourceExhausted,
                $"Quota exceeded for {metric}{(model is null ? "" : " with base model: " + model)}. Please submit a quota increase request. https://cloud.google.com/vertex-ai/docs/generative-ai/quotas-genai.",
                failure);
    }
}
