using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The Web API's JSON: snake_case, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = JsonDepth.Most)]
[JsonSerializable(typeof(SlackResponse))]
[JsonSerializable(typeof(AppsConnectionsOpenResponse))]
[JsonSerializable(typeof(AuthTestResponse))]
[JsonSerializable(typeof(ChatPostMessage))]
[JsonSerializable(typeof(ChatPostMessageResponse))]
[JsonSerializable(typeof(ChatUpdate))]
[JsonSerializable(typeof(ChatPostEphemeral))]
[JsonSerializable(typeof(ConversationsHistory))]
[JsonSerializable(typeof(MessagesResponse))]
[JsonSerializable(typeof(ConversationsInfoResponse))]
[JsonSerializable(typeof(UsersInfoResponse))]
[JsonSerializable(typeof(BotsInfoResponse))]
[JsonSerializable(typeof(UsergroupsListResponse))]
[JsonSerializable(typeof(UsergroupsUsersListResponse))]
[JsonSerializable(typeof(ConversationsMembersResponse))]
[JsonSerializable(typeof(UsersConversationsResponse))]
[JsonSerializable(typeof(FilesInfoResponse))]
[JsonSerializable(typeof(ViewsPublish))]
[JsonSerializable(typeof(ResponseUrlMessage))]
[JsonSerializable(typeof(ChatDelete))]
[JsonSerializable(typeof(ChatStartStream))]
[JsonSerializable(typeof(ChatStartStreamResponse))]
[JsonSerializable(typeof(ChatAppendStream))]
[JsonSerializable(typeof(ChatStopStream))]
[JsonSerializable(typeof(ViewsOpen))]
[JsonSerializable(typeof(AssistantThreadsSetStatus))]
[JsonSerializable(typeof(AssistantThreadsSetSuggestedPrompts))]
[JsonSerializable(typeof(AssistantThreadsSetTitle))]
[JsonSerializable(typeof(AgentsSessionsSetStatus))]
internal sealed partial class SlackWebApiJsonContext : JsonSerializerContext;
