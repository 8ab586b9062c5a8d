using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Cuts lists into pages. A page token is good for the query that it came from, and for no other.</summary>
internal sealed class Paging
{
    private const int MaxPageSize = 1000;
    private readonly string _query;
    private readonly int _pageSize;
    private readonly long _after;

    /// <summary>Reads where a list call wants to go on.</summary>
    /// <param name="call">A call whose request has <c>page_size</c> and <c>page_token</c>.</param>
    /// <param name="defaultPageSize">The page size where none is given.</param>
    /// <param name="query">What else makes the query what it is.</param>
    public Paging(ApiCall call, int defaultPageSize, string query)
    {
        var requestType = call.Method.Input.Name;
        _query = requestType + "\n" + query;
        var size = call.Request.GetInt32("page_size") ?? 0;
        if (size < 0)
        {
            throw RequestRules.Broken(requestType, "page_size", "The page size must not be negative.");
        }

        _pageSize = size == 0 ? defaultPageSize : Math.Min(size, MaxPageSize);
        var token = call.Request.GetString("page_token");
        if (token.Length > 0)
        {
            _after = ReadToken(token)
                ?? throw RequestRules.Broken(requestType, "page_token", "The page token is not valid for this call. Use the nextPageToken of a call with the same parameters.");
        }
    }

    /// <summary>The page that was asked for.</summary>
    /// <param name="items">All items in an order that stays.</param>
    /// <param name="position">The position of an item in that order, greater than zero.</param>
    /// <param name="nextPageToken">The token for the next page, empty where this is the last.</param>
    public IReadOnlyList<T> Cut<T>(IEnumerable<T> items, Func<T, long> position, out string nextPageToken)
    {
        var page = items.Where(item => position(item) > _after).Take(_pageSize + 1).ToList();
        nextPageToken = "";
        if (page.Count > _pageSize)
        {
            page.RemoveAt(_pageSize);
            nextPageToken = MakeToken(position(page[_pageSize - 1]));
        }

        return page;
    }

    private string MakeToken(long position)
    {
        var text = position.ToString(CultureInfo.InvariantCulture);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(text + ":" + Digest(text))).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    private long? ReadToken(string token)
    {
        var base64 = token.Replace('-', '+').Replace('_', '/');
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(base64 + new string('=', (4 - (base64.Length % 4)) % 4)));
            var colon = text.IndexOf(':');
            return colon > 0
                && long.TryParse(text.Substring(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                && string.Equals(text.Substring(colon + 1), Digest(text.Substring(0, colon)), StringComparison.Ordinal)
                    ? position
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Digest(string position)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(position + "\n" + _query)), 0, 9);
    }
}
