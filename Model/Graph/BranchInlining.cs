using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Graph;

/// <summary>Puts the branch that an If takes in the place of the If.</summary>
public static class BranchInlining
{
    /// <param name="edit">The edit to add it to.</param>
    /// <param name="choice">The If.</param>
    /// <param name="isTrue">What its condition is.</param>
    public static void AddTo(GraphEdit edit, GraphNode choice, bool isTrue)
    {
        var name = isTrue ? "then_branch" : "else_branch";
        var branch = choice.Proto.Attribute.Single(attribute => attribute.Name == name).G.Clone();
        GraphNames.RenameNodes(branch, FreeNames(branch.Node.Select(node => node.Name).Where(own => own.Length > 0)));
        GraphNames.Rename(branch, FreeNames(GraphNames.Defined(branch)));
        edit.Patch.Node.Add(branch.Node);
        edit.Patch.Initializer.Add(branch.Initializer);
        var builder = new GraphBuilder(edit.Patch);
        foreach (var (inner, outer) in branch.Output.Zip(choice.Proto.Output))
        {
            builder.Node("Identity", edit.FreeName($"{outer}_taken"), [inner.Name], [outer]);
        }

        edit.Remove(choice);

        Dictionary<string, string> FreeNames(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal)
            .ToDictionary(own => own, own => edit.FreeName($"{choice.Output.Name}_{own}"), StringComparer.Ordinal);
    }
}
