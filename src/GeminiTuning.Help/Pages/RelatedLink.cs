namespace GeminiTuning.Help.Pages;

/// <summary>Where to read on.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Address">A web address, or nothing for another page of this help.</param>
internal sealed record RelatedLink(string Text, string Address);
