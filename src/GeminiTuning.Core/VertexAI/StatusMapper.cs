using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Makes <see cref="ServiceError"/> of the wire's status.</summary>
internal static class StatusMapper
{
    public static ServiceError? Map(WireStatus? status, SecretRedactor redactor) => status == null ? null : new ServiceError
    {
        Code = status.Code,
        Status = RpcCodes.NameOf(status.Code),
        Message = string.IsNullOrWhiteSpace(status.Message) ? "The service gave no message." : redactor.Redact(status.Message!),
    };
}
