using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Answers list calls: the newest first, unless the call has another order.</summary>
internal static class Listing
{
    private const int DefaultPageSize = 100;

    /// <summary>Makes the answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="field">The field of the answer that takes the items.</param>
    /// <param name="scope">What the items belong to.</param>
    /// <param name="items">The items with their places in the order of creation.</param>
    public static Message Answer(ApiCall call, string field, string scope, IEnumerable<KeyValuePair<long, Message>> items)
    {
        var order = call.Request.Descriptor.Find("order_by") is null ? "" : call.Request.GetString("order_by");
        var ascending = IsAscending(order);
        var positioned = items
            .Select(item => new KeyValuePair<long, Message>(ascending ? item.Key : long.MaxValue - item.Key, item.Value))
            .OrderBy(item => item.Key);
        var filter = call.Request.Descriptor.Find("filter") is null ? "" : call.Request.GetString("filter");
        var page = new Paging(call, DefaultPageSize, $"{scope}\n{filter}\n{order}").Cut(positioned, item => item.Key, out var nextPageToken);
        return new Message(call.Method.Output)
            .Set(field, page.Select(item => (object)item.Value).ToList())
            .Set("next_page_token", nextPageToken);
    }

    private static bool IsAscending(string order)
    {
        var words = order.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return false;
        }

        var known = words.Length <= 2
            && words[0] is "create_time" or "createTime" or "update_time" or "updateTime" or "name"
            && (words.Length == 1 || words[1].ToUpperInvariant() is "ASC" or "DESC");
        return known
            ? words.Length == 1 || words[1].ToUpperInvariant() is "ASC"
            : throw new ApiException(RpcCode.InvalidArgument, $"The emulator cannot order by '{order}'. Use create_time or create_time desc.");
    }
}
