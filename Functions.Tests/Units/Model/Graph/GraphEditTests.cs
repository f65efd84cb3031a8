using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Tests.Model.Graph;

/// <summary>Edits of a small graph: image -> first -> second -> scores, and image -> aside.</summary>
public sealed class GraphEditTests
{
    private readonly ModelProto model = Chain();

    [Fact]
    public void Nothing_changes_before_an_edit_is_applied()
    {
        var before = model.Clone();
        var graph = OnnxGraph.Of(model);
        var edit = new GraphEdit(graph);
        edit.Reserve(name => name == "first");
        edit.ReplaceUses(Value(graph, "first"), Insert(edit, "Relu", edit.Tap(Value(graph, "first"))));
        edit.Remove(graph.Nodes[1]);
        Assert.Equal(before, model);
    }

    [Fact]
    public void A_node_is_put_between_a_value_and_those_that_read_it()
    {
        var graph = OnnxGraph.Of(model);
        var edit = new GraphEdit(graph);
        var first = Value(graph, "first");
        edit.ReplaceUses(first, Insert(edit, "Relu", edit.Tap(first)));
        var edited = edit.Apply();
        Assert.Equal("first -> first_Relu -> second -> scores", Describe(edited));
    }

    [Fact]
    public void A_node_is_replaced_in_its_place_and_what_only_it_needed_goes()
    {
        var graph = OnnxGraph.Of(model);
        var edit = new GraphEdit(graph);
        edit.Replace(Value(graph, "second").Producer!, Node("Relu", "second", "image"));
        var edited = edit.Apply();
        Assert.Equal("second -> scores", Describe(edited));
    }

    [Fact]
    public void An_input_whose_uses_are_replaced_is_no_input_any_more()
    {
        var graph = OnnxGraph.Of(model);
        var edit = new GraphEdit(graph);
        edit.Patch.Input.Add(Values.Declare("pixels"));
        edit.ReplaceUses(graph.Inputs[0], Insert(edit, "Cast", "pixels"));
        var edited = edit.Apply();
        Assert.Equal(["pixels"], edited.Inputs.Select(input => input.Name), StringComparer.Ordinal);
        Assert.Equal("pixels_Cast -> first -> second -> scores", Describe(edited));
    }

    [Fact]
    public void Names_that_the_patch_needs_are_taken_from_the_network()
    {
        model.Graph.Node.Single(node => node.Output[0] == "aside").Output[0] = "network_first";
        var graph = OnnxGraph.Of(model);
        var edit = new GraphEdit(graph);
        edit.Reserve(name => name == "first");
        var tapped = edit.Tap(Value(graph, "first"));
        Assert.NotEqual("network_first", tapped, StringComparer.Ordinal);
        edit.Patch.Node.Add(Node("Relu", "first", tapped));
        edit.ReplaceUses(Value(graph, "first"), "first");
        Assert.Equal($"{tapped} -> first -> second -> scores", Describe(edit.Apply()));
    }

    [Fact]
    public void Values_know_who_produces_and_who_reads_them_and_what_they_depend_on()
    {
        var builder = new GraphBuilder(model.Graph);
        builder.Node("Reshape", "sized", ["image", builder.Node("Shape", "shape", ["second"])]);
        var graph = OnnxGraph.Of(model);
        var first = Value(graph, "first");
        Assert.Equal("first", first.Producer!.Output.Name);
        Assert.Equal(["second"], first.Consumers.Select(node => node.Output.Name), StringComparer.Ordinal);
        Assert.Equal(
            ["scores", "second", "first", "image"],
            graph.Outputs[0].Origins().Select(value => value.Name),
            StringComparer.Ordinal);
        Assert.Equal(ImageDependence.None, Value(graph, "weight").Dependence);
        Assert.Equal(ImageDependence.Pixels, Value(graph, "second").Dependence);
        Assert.Equal(ImageDependence.Size, Value(graph, "shape").Dependence);
        Assert.Equal(ImageDependence.Pixels, Value(graph, "sized").Dependence);
    }

    private static ModelProto Chain()
    {
        var chain = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "chain" } };
        chain.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        chain.Graph.Input.Add(Values.Declare("image"));
        var builder = new GraphBuilder(chain.Graph);
        builder.Constant("weight", [2f]);
        chain.Graph.Node.Add(
        [
            Node("Neg", "first", "image"),
            Node("Abs", "aside", "image"),
            Node("Mul", "second", "first", "weight"),
            Node("Identity", "scores", "second"),
        ]);
        chain.Graph.Output.Add(Values.Declare("scores"));
        return chain;
    }

    private static NodeProto Node(string operation, string output, params string[] inputs)
    {
        var node = new NodeProto { OpType = operation };
        node.Input.Add(inputs);
        node.Output.Add(output);
        return node;
    }

    private static string Insert(GraphEdit edit, string operation, string value) =>
        new GraphBuilder(edit.Patch).Node(operation, edit.FreeName($"{value}_{operation}"), [value]);

    private static GraphValue Value(OnnxGraph graph, string name) =>
        graph.Nodes.SelectMany(node => node.Reads.Concat(node.Outputs)).First(value => value.Name == name);

    /// <summary>The nodes in their order, each of which reads the one before.</summary>
    private static string Describe(OnnxGraph graph)
    {
        Assert.All(graph.Nodes.Zip(graph.Nodes.Skip(1)), pair => Assert.Contains(pair.First.Output, pair.Second.Reads));
        return string.Join(" -> ", graph.Nodes.Select(node => node.Output.Name));
    }
}
