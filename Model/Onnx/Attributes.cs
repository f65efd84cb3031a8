using System.Globalization;

namespace CamFunctions.Model.Onnx;

/// <summary>A node's attributes, and how it is named in messages.</summary>
public static class Attributes
{
    public static long GetInteger(this NodeProto node, string name, long otherwise) => Find(node, name)?.I ?? otherwise;

    public static float GetFloat(this NodeProto node, string name, float otherwise) => Find(node, name)?.F ?? otherwise;

    public static long[]? GetIntegers(this NodeProto node, string name) => Find(node, name)?.Ints.ToArray();

    public static string GetText(this NodeProto node, string name, string otherwise) => Find(node, name)?.S.ToStringUtf8() ?? otherwise;

    public static void SetIntegers(this NodeProto node, string name, params long[] values)
    {
        node.RemoveAttribute(name);
        node.Attribute.Add(GraphBuilder.Attribute(name, values));
    }

    public static void RemoveAttribute(this NodeProto node, string name)
    {
        if (Find(node, name) is { } attribute)
        {
            node.Attribute.Remove(attribute);
        }
    }

    /// <summary>The node's name and operator; of a nameless one, its output's.</summary>
    public static string Title(this NodeProto node) =>
        string.Create(CultureInfo.InvariantCulture, $"{(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault())} ({node.OpType})");

    private static AttributeProto? Find(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
