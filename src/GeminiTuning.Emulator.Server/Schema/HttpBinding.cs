namespace GeminiTuning.Emulator.Schema;

/// <summary>One way to call a method over HTTP (<c>google.api.HttpRule</c>).</summary>
/// <param name="Verb">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">The path template.</param>
/// <param name="Body">The field that the body holds, <c>*</c> for the whole request, empty for no body.</param>
internal sealed record HttpBinding(string Verb, string Path, string Body);
