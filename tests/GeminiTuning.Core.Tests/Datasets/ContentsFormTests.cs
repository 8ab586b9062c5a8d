using System;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

public sealed class ContentsFormTests
{
    private const string Pair = """{"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""";

    private const string Preference =
        """{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"2"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"3"}]}}]}""";

    [Fact]
    public void A_pair_becomes_a_prompt_and_an_answer()
    {
        using var file = new DatasetFile("rows.jsonl", Pair + "\n");
        var example = Assert.Single(file.Read());

        Assert.Equal(("1", "2", null, null, "rows.jsonl, line 1"), (example.TextInput, example.Output, example.RejectedOutput, example.Json, example.Source));
        Assert.Equal(Pair + "\n", file.Lines());
    }

    [Fact]
    public void A_preference_becomes_a_prompt_and_two_answers()
    {
        using var file = new DatasetFile("rows.jsonl", Preference.Replace("\"score\":1", "\"score\":1.0", StringComparison.Ordinal));
        var example = Assert.Single(file.Read());

        Assert.Equal(("1", "2", "3", null), (example.TextInput, example.Output, example.RejectedOutput, example.Json));
        Assert.Equal(Preference + "\n", file.Lines(TuningMethod.Preference));
    }

    [Theory]
    [InlineData("""{"systemInstruction":{"role":"system","parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"a"}]},{"role":"user","parts":[{"text":"b"}]},{"role":"model","parts":[{"text":"2"}]}]}""")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"fileData":{"mimeType":"image/png","fileUri":"gs://b/x.png"}},{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}],"tools":[{"functionDeclarations":[]}]}""")]
    public void Anything_richer_stays_as_it_is(string line)
    {
        using var file = new DatasetFile("rows.jsonl", line);
        var example = Assert.Single(file.Read());

        Assert.Equal(("1", "2", line), (example.TextInput, example.Output, example.Json));
        Assert.Equal(line + "\n", file.Lines());
    }

    [Fact]
    public void A_list_of_objects_is_read_too_and_written_in_lines()
    {
        using var file = new DatasetFile("rows.json", """
            [
              { "text_input": "a\nb", "output": "c" },
              {
                "systemInstruction": { "parts": [ { "text": "s" } ] }, // with a comment
                "contents": [ { "role": "user", "parts": [ { "text": "ä" } ] }, { "role": "model", "parts": [ { "text": "2" } ] }, ]
              }
            ]
            """);

        Assert.Equal(
            """
            {"contents":[{"role":"user","parts":[{"text":"a\nb"}]},{"role":"model","parts":[{"text":"c"}]}]}
            {"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"ä"}]},{"role":"model","parts":[{"text":"2"}]}]}

            """,
            file.Lines());
    }

    [Fact]
    public void A_chosen_field_may_be_called_contents()
    {
        using var file = new DatasetFile("rows.jsonl", """{"contents":"1","output":"2"}""");
        Assert.Equal("1", Assert.Single(file.Read(new DatasetOptions { InputProperty = "contents" })).TextInput);
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"assistant","parts":[{"text":"1"}]}]}""", "contents[0].role is 'assistant'; it must be 'user' or 'model'")]
    [InlineData("""{"contents":[{"role":"system","parts":[{"text":"1"}]}]}""", "a system instruction stands in the field 'systemInstruction'")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]},{"parts":[{"text":"1"}]}]}""", "contents[1].role is missing")]
    [InlineData("""{"contents":[{"role":"user","parts":[]}]}""", "contents[0].parts is empty")]
    [InlineData("""{"contents":[{"role":"user"}]}""", "contents[0].parts is missing")]
    [InlineData("""{"contents":[{"role":"user","parts":[{}]}]}""", "contents[0].parts[0] is empty")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":""}]}]}""", "contents[0].parts[0].text is empty")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":1}]}]}""", "contents[0].parts[0].text is not a text")]
    [InlineData("""{"contents":[{"role":"user","parts":["1"]}]}""", "contents[0].parts[0] is not an object")]
    [InlineData("""{"contents":[]}""", "the field 'contents' must be a list of turns")]
    [InlineData("""{"contents":{"role":"user"}}""", "the field 'contents' must be a list of turns")]
    [InlineData("""{"contents":[1]}""", "contents[0] is not an object")]
    [InlineData("""{"systemInstruction":{"role":"model","parts":[{"text":"1"}]},"contents":[{"role":"user","parts":[{"text":"1"}]}]}""", "systemInstruction.role is 'model'")]
    [InlineData("""{"system_instruction":{"parts":[]},"contents":[{"role":"user","parts":[{"text":"1"}]}]}""", "system_instruction.parts is empty")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[]}""", "'completions' must be a list of two answers")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":1},{"score":0}]}""", "completions[0].completion is missing")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":0.5,"completion":{}},{"score":0,"completion":{}}]}""", "completions[0].score must be 1")]
    public void A_broken_line_is_named_with_its_field(string line, string problem)
    {
        using var file = new DatasetFile("rows.jsonl", Pair + "\n\n" + line + "\n");
        var error = Assert.Throws<TuningException>(() => file.Read());

        Assert.Equal("TrainingRowInvalid", error.ErrorId);
        Assert.StartsWith("rows.jsonl, line 3: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Pair, TuningMethod.Preference, "it has no rejected answer")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"1"}]}]}""", TuningMethod.Supervised, "the last turn of 'contents' must have the role 'model'")]
    [InlineData("""{"x":1,"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""", TuningMethod.Preference, "the field 'completions' is missing")]
    [InlineData(
        """{"x":1,"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"2"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"3"}]}}]}""",
        TuningMethod.Supervised,
        "the field 'completions' belongs to preference tuning")]
    [InlineData(
        """{"contents":[{"role":"user","parts":[{"text":"0"}]},{"role":"model","parts":[{"text":"1"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"2"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"3"}]}}]}""",
        TuningMethod.Preference,
        "the last turn of 'contents' must have the role 'user'")]
    public void A_line_must_fit_the_method(string line, TuningMethod method, string problem)
    {
        using var file = new DatasetFile("rows.jsonl", Pair + "\n" + line);
        var error = Assert.Throws<TuningException>(() => file.Lines(method));

        Assert.Equal("TrainingRowInvalid", error.ErrorId);
        Assert.Contains("rows.jsonl, line 2: " + problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_answers_of_one_score_are_refused()
    {
        using var file = new DatasetFile("rows.jsonl", Preference.Replace("\"score\":0", "\"score\":1", StringComparison.Ordinal));
        Assert.Contains("one answer with the score 1 and one with 0", Assert.Throws<TuningException>(() => file.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_not_json_is_named()
    {
        using var file = new DatasetFile("rows.jsonl", Pair + "\n{\"contents\":[");
        var error = Assert.Throws<TuningException>(() => file.Read());

        Assert.Equal("TrainingFileFormat", error.ErrorId);
        Assert.StartsWith("rows.jsonl, line 2: it is not JSON", error.Message, StringComparison.Ordinal);
    }
}
