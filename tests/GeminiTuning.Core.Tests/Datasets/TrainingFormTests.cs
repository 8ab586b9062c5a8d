using System;
using System.Linq;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>The forms in which a row can be written, besides those of <see cref="ContentsFormTests"/>.</summary>
public sealed class TrainingFormTests
{
    public static TheoryData<string, string> Pairs => new()
    {
        { "a.csv", "prompt,completion\n1,2\n" },
        { "a.jsonl", """{"prompt":"1","completion":"2"}""" },
        { "a.json", """[{"prompt":"1","completion":"2"}]""" },
        { "a.jsonl", """{"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2"}]}""" },
        { "a.jsonl", """{"messages":[{"role":"user","content":"1"},{"role":"model","content":[{"type":"text","text":"2"}]}]}""" },
        { "a.yaml", "- text_input: 1\n  output: 2\n" },
        { "a.yml", "# rows\ntext_input: \"1\"\noutput: '2'\n" },
        { "a.yaml", "--- {input: 1, output: 2}\n...\n---\n" },
        { "a.yaml", "- messages:\n  - {role: user, content: 1}\n  - {role: assistant, content: 2}\n" },
        { "a.yaml", "- contents:\n  - role: user\n    parts: [{text: 1}]\n  - role: model\n    parts:\n    - text: 2\n" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_prompt_and_an_answer_are_found_in_every_form(string name, string content)
    {
        using var file = new DatasetFile(name, content);
        var example = Assert.Single(file.Read());

        Assert.Equal(("1", "2", null, null), (example.TextInput, example.Output, example.RejectedOutput, example.Json));
    }

    [Theory]
    [InlineData("""{"prompt":"1","chosen":"2","rejected":"3"}""")]
    [InlineData("""{"text_input":"1","output":"2","rejected_output":"3"}""")]
    [InlineData("""{"input":{"messages":[{"role":"user","content":"1"}],"tools":null},"preferred_output":[{"role":"assistant","content":"2"}],"non_preferred_output":[{"role":"assistant","content":"3"}]}""")]
    public void Preferences_are_found_in_every_form(string line)
    {
        using var file = new DatasetFile("a.jsonl", line);
        var example = Assert.Single(file.Read());

        Assert.Equal(("1", "2", "3", null), (example.TextInput, example.Output, example.RejectedOutput, example.Json));
    }

    [Fact]
    public void A_chat_becomes_turns_and_a_system_instruction()
    {
        const string Chat = """{"messages":[{"role":"developer","content":"s"},{"role":"system","content":"t"},{"role":"user","content":"1"},{"role":"assistant","content":"2"},{"role":"user","content":"é \"3\""},{"role":"assistant","content":"4"}]}""";
        using var file = new DatasetFile("a.jsonl", Chat);
        var example = Assert.Single(file.Read());

        Assert.Equal(("1", "4"), (example.TextInput, example.Output));
        Assert.Equal(
            """{"systemInstruction":{"role":"system","parts":[{"text":"s"},{"text":"t"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]},{"role":"user","parts":[{"text":"é \"3\""}]},{"role":"model","parts":[{"text":"4"}]}]}""",
            example.Json);
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "messages has no turn")]
    [InlineData("""{"messages":[{"role":"system","content":"s"}]}""", "messages has no turn")]
    [InlineData("""{"messages":[1]}""", "messages[0].role must be 'system', 'user' or 'assistant'")]
    [InlineData("""{"messages":[{"role":"tool","content":"1"}]}""", "messages[0].role must be")]
    [InlineData("""{"messages":[{"role":"user","content":"1"},{"role":"system","content":"s"}]}""", "messages[1].role is 'system', which can only be that of the first messages")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "messages[0].content is missing")]
    [InlineData("""{"messages":[{"role":"user","content":""}]}""", "messages[0].content is empty")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content must be a text")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "messages[0].content has a part that is no text")]
    [InlineData("""{"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2","weight":0}]}""", "messages[1].weight cannot be turned into")]
    [InlineData("""{"messages":[{"role":"assistant","tool_calls":[]}]}""", "messages[0].tool_calls cannot be turned into")]
    [InlineData("""{"messages":[{"role":"user","content":"1"}],"tools":[]}""", "tools cannot be turned into")]
    [InlineData("""{"input":{"messages":[{"role":"user","content":"1"}]}}""", "preferred_output must be a list of one message")]
    [InlineData("""{"input":{"messages":[{"role":"user","content":""}]}}""", "input.messages[0].content is empty")]
    public void A_chat_that_would_lose_something_is_refused(string line, string problem)
    {
        using var file = new DatasetFile("a.jsonl", "\n" + line);
        var error = Assert.Throws<TuningException>(() => file.Read());

        Assert.Equal("TrainingRowInvalid", error.ErrorId);
        Assert.StartsWith("a.jsonl, line 2: " + problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_texts_keep_what_yaml_would_make_numbers_of()
    {
        using var file = new DatasetFile("a.yaml", "- {text_input: 1.50, output: 007}\n- {text_input: yes, output: true}\n- text_input: |\n    two\n    lines\n  output: >\n    folded\n    line\n");

        Assert.Equal([("1.50", "007"), ("yes", "true"), ("two\nlines\n", "folded line\n")], file.Read().Select(row => (row.TextInput, row.Output)));
        Assert.Equal(["a.yaml, line 1", "a.yaml, line 2", "a.yaml, line 3"], file.Read().Select(row => row.Source));
    }

    [Theory]
    [InlineData("- text_input: 1\n  output: 2\n- text_input: 1\n", "TrainingRowInvalid", "a.yaml, line 3: no 'output' or 'completion' or 'chosen'; there is 'text_input'")]
    [InlineData("- 1\n", "TrainingRowInvalid", "a.yaml, line 1: the item is not a map")]
    [InlineData("-\n  - a: b\n", "TrainingRowInvalid", "a.yaml, line 2: the item is not a map")]
    [InlineData("text_input: 1\noutput: [2]\n", "TrainingRowInvalid", "a.yaml, line 1: the field 'output' is a list")]
    [InlineData("text_input: 1\ntext_input: 2\n", "TrainingRowInvalid", "a.yaml, line 2: the key 'text_input' stands there twice")]
    [InlineData("- &a {text_input: 1, output: 2}\n- text_input: *a\n  output: 2\n", "TrainingRowInvalid", "a.yaml, line 2: an alias")]
    [InlineData("- text_input: \"1\n  output: 2\n", "TrainingFileFormat", "it is not YAML")]
    [InlineData("- text_input: 1\n  output: @2\n", "TrainingFileFormat", "a.yaml, line 2: it is not YAML")]
    [InlineData("# nothing\n", "TrainingDataEmpty", "a.yaml has no training data")]
    public void Bad_yaml_is_an_error_with_the_line(string content, string id, string message)
    {
        using var file = new DatasetFile("a.yaml", content);
        var error = Assert.Throws<TuningException>(() => file.Read());

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_format_goes_before_the_extension()
    {
        using var file = new DatasetFile("rows.txt", "text_input\toutput\n1\t2\n");

        Assert.Equal("1", Assert.Single(file.Read(new DatasetOptions { Format = TrainingDataFormat.Tsv })).TextInput);
        Assert.Throws<TuningException>(() => file.Read());
    }
}
