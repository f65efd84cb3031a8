namespace CamFunctions.Tests.Infra;

/// <summary>A role assignment of a template.</summary>
/// <param name="Principal">The object id, or the expression for it.</param>
/// <param name="Role">The id of the role.</param>
/// <param name="Scope">The name of the account, container, queue or component.</param>
internal sealed record RoleGrant(string Principal, string Role, string Scope)
{
    public bool IsOf(string principal) => Principal.Contains(principal, StringComparison.Ordinal);
}
