using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Writes operations as messages, in the version that the call is made in.</summary>
internal sealed class OperationAnswers(IReadOnlyDictionary<string, SchemaSet> schemas, VertexStore store)
{
    public Message Show(RegistryOperation operation, string version)
    {
        var schema = schemas[version];
        var package = VertexSchema.Package(version) + ".";
        var metadata = new Message(schema[package + MetadataOf(operation.Change)]);
        metadata.Set("generic_metadata", new Message(schema[package + "GenericOperationMetadata"])
            .Set("create_time", WireTime.Micros(operation.CreateTime))
            .Set("update_time", WireTime.Micros(operation.IsDone ? operation.Due : operation.CreateTime)));
        var message = new Message(schema["google.longrunning.Operation"])
            .Set("name", operation.Name)
            .Set("metadata", new AnyMessage(metadata))
            .Set("done", operation.IsDone);
        if (operation.Error is { } error)
        {
            message.Set("error", new Message(schema["google.rpc.Status"]).Set("code", (int)error.Code).Set("message", error.Message));
        }
        else if (operation.IsDone)
        {
            message.Set("response", new AnyMessage(ResponseOf(operation, schema, package)));
        }

        return message;
    }

    private Message ResponseOf(RegistryOperation operation, SchemaSet schema, string package) => operation.Change switch
    {
        RegistryChange.CreateEndpoint => Copy(store.Endpoints.Find(operation.Target)?.Resource ?? operation.Content!, schema[package + "Endpoint"]),
        RegistryChange.DeployModel => new Message(schema[package + "DeployModelResponse"]).Set("deployed_model", operation.Content),
        RegistryChange.UndeployModel => new Message(schema[package + "UndeployModelResponse"]),
        _ => new Message(schema["google.protobuf.Empty"]),
    };

    /// <summary>The endpoint as a message of the version, for its type is named in the answer.</summary>
    private static Message Copy(Message endpoint, MessageDescriptor type)
    {
        var copy = new Message(type);
        foreach (var field in endpoint.Descriptor.Fields)
        {
            copy.Set(field.Name, endpoint[field]);
        }

        return copy;
    }

    private static string MetadataOf(RegistryChange change) => change switch
    {
        RegistryChange.CreateEndpoint => "CreateEndpointOperationMetadata",
        RegistryChange.DeployModel => "DeployModelOperationMetadata",
        RegistryChange.UndeployModel => "UndeployModelOperationMetadata",
        RegistryChange.DeleteModel or RegistryChange.DeleteModelVersion or RegistryChange.DeleteEndpoint => "DeleteOperationMetadata",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
