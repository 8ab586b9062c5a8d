using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace GeminiTuning.Module.Tests.SignIn;

[Collection(EnvironmentChanges.Name)]
public sealed class BrowserSignInTests : IDisposable
{
    private const string OwnerOnly = "UserWrite, UserRead";

    private readonly SignInSession _user = new();

    public void Dispose() => _user.Dispose();

    [Fact]
    public void A_user_signs_in_in_the_browser_and_is_let_in_by_the_service()
    {
        _user.WithBrowser();

        RunResult result = _user.Run(_user.Connect + " -PassThru -Verbose -Debug; Get-GeminiTunedModel -Verbose -Debug");

        Assert.Empty(result.Errors);
        PSObject context = Assert.Single(result.Output);
        Assert.Equal("User sign-in", context.Properties["Credential"].Value);
        Assert.Equal(_user.ClientFile, context.Properties["CredentialSource"].Value);
        Assert.Contains(result.Streams.Verbose, static line => line.Message.StartsWith("Opening the browser at 127.0.0.1 to sign in", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Streams.Verbose, static line => line.Message.Contains("state=", StringComparison.Ordinal));
        string kept = Assert.Single(_user.KeptFiles);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(kept).ToString() == OwnerOnly);
    }

    [Fact]
    public void A_user_who_denies_it_is_told_so()
    {
        _user.WithBrowser("&deny=1");

        RunResult result = _user.Run(_user.Connect + " -Verbose -Debug");

        Assert.Equal("SignInDenied", Assert.Single(result.ErrorIds));
        Assert.Equal(ErrorCategory.AuthenticationError, result.Errors[0].CategoryInfo.Category);
        Assert.Empty(_user.KeptFiles);
    }

    [Fact]
    public void Without_a_browser_the_address_is_shown_and_the_answer_pasted()
    {
        Assert.Empty(SignInByHand().Errors);
        Assert.Equal("User sign-in", Assert.Single(_user.Run("Get-GeminiTuningContext").Output).Properties["Credential"].Value);
        Assert.Empty(_user.Run("Get-GeminiTunedModel").Errors);
    }

    [Fact]
    public void A_wrong_answer_is_asked_for_again_and_given_up_in_the_end()
    {
        int asked = 0;
        _user.Session.Host.Screen.Answer = _ => "attempt " + ++asked;

        RunResult result = _user.Run(_user.Connect + " -NoBrowser");

        Assert.Equal("SignInAnswerInvalid", Assert.Single(result.ErrorIds));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void A_browser_that_does_not_start_is_one_error_with_the_other_way()
    {
        _user.WithBrowser();
        File.Delete(Path.Combine(_user.Home, "browser"));

        RunResult result = _user.Run(_user.Connect);

        Assert.Equal("BrowserUnavailable", Assert.Single(result.ErrorIds));
        Assert.Contains("-NoBrowser", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-NoBrowser")]
    public void A_host_without_a_user_fails_at_once(string option)
    {
        _user.Session.Host.IsInteractive = false;

        RunResult result = _user.Run(_user.Connect + " -Verbose -Debug " + option);

        Assert.Equal("SignInNeedsSomebody", Assert.Single(result.ErrorIds));
        Assert.Contains("-CredentialPath, -AccessToken, or Application Default Credentials", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Streams.Information);
    }

    [Fact]
    public void What_is_kept_needs_no_user()
    {
        SignInByHand();
        _user.Session.Host.IsInteractive = false;
        _user.Session.Host.Screen.Answer = null;

        RunResult result = _user.Run($"Disconnect-GeminiTuning; {_user.Connect} -Verbose -Debug; Get-GeminiTunedModel");

        Assert.Empty(result.Errors);
        Assert.Contains(result.Streams.Verbose, static line => line.Message.StartsWith("Using the sign-in that is kept", StringComparison.Ordinal));
    }

    [Fact]
    public void Forget_revokes_and_deletes()
    {
        SignInByHand();
        string kept = Assert.Single(_user.KeptFiles);
        string copy = File.ReadAllText(kept);

        Assert.Empty(_user.Run("Disconnect-GeminiTuning -Forget -WhatIf").Errors);
        Assert.Single(_user.KeptFiles);
        Assert.Single(_user.Run("Get-GeminiTuningContext").Output);
        Assert.Empty(_user.Run("Disconnect-GeminiTuning -Forget -Verbose -Debug").Errors);

        Assert.Empty(_user.KeptFiles);
        Assert.Empty(_user.Run("Get-GeminiTuningContext").Output);

        // Revoked and not only forgotten: a copy of the file is no good any more.
        File.WriteAllText(kept, copy);
        _user.Session.Host.IsInteractive = false;
        Assert.Contains("expired or was revoked", Assert.Single(_user.Run(_user.Connect).Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forget_deletes_what_it_cannot_revoke()
    {
        SignInByHand();

        RunResult result = _user.Run("$c = Get-GeminiTuningContext; Stop-GeminiTuningEmulator; $c | Disconnect-GeminiTuning -Forget");

        Assert.Equal("SignInNotRevoked", Assert.Single(result.ErrorIds));
        Assert.Empty(_user.KeptFiles);
    }

    [Fact]
    public void Forget_is_for_sign_ins_only()
    {
        Assert.Equal("NotConnected", Assert.Single(_user.Run("Disconnect-GeminiTuning -Forget").ErrorIds));
        Assert.Equal("NothingToForget", Assert.Single(_user.Run("Connect-GeminiTuning -Emulator; Disconnect-GeminiTuning -Forget").ErrorIds));
        Assert.Single(_user.Run("Get-GeminiTuningContext").Output);
    }

    [Fact]
    public void Application_Default_Credentials_are_written_on_request()
    {
        RunResult result = SignInByHand("-WriteApplicationDefault -Project emulator");

        Assert.Empty(result.Errors);
        Assert.Contains("\"type\": \"authorized_user\"", File.ReadAllText(_user.ApplicationDefaultFile), StringComparison.Ordinal);
        Assert.Contains("\"quota_project_id\": \"emulator\"", File.ReadAllText(_user.ApplicationDefaultFile), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_user.ApplicationDefaultFile).ToString() == OwnerOnly);
    }

    [Fact]
    public void WhatIf_connects_and_writes_no_Application_Default_Credentials()
    {
        RunResult result = SignInByHand("-WriteApplicationDefault -WhatIf");

        Assert.Empty(result.Errors);
        Assert.False(File.Exists(_user.ApplicationDefaultFile));
        Assert.Contains(_user.ApplicationDefaultFile, _user.Session.Host.Screen.Text, StringComparison.Ordinal);
        Assert.Single(_user.Run("Get-GeminiTuningContext").Output);
    }

    // Opens the last address that was shown, and pastes the one that the browser is led to.
    private RunResult SignInByHand(string options = "")
    {
        using var browser = new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false });
        _user.Session.Host.Screen.Answer = shown =>
        {
            string address = Regex.Matches(shown, @"https?://\S+/auth\?\S+", RegexOptions.None, TimeSpan.FromSeconds(1)).Last().Value;
            using HttpResponseMessage answer = browser.Send(new HttpRequestMessage(HttpMethod.Get, address));
            return answer.Headers.Location!.OriginalString;
        };
        return _user.Run($"{_user.Connect} -NoBrowser -Verbose -Debug {options}");
    }
}
