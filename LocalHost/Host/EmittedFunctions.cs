using System.Reflection;
using System.Reflection.Emit;
using Binder = Microsoft.Azure.WebJobs.Binder;
namespace CamFunctions.LocalHost.Host;

// Not a delegate of this project, because the emitted code can only use public types.
using Invocation = Func<string, object, Microsoft.Azure.WebJobs.Binder, CancellationToken, Task>;

/// <summary>
/// Makes the type in which the WebJobs packages look for functions, as the Functions host does (FunctionGenerator): a public method for
/// each function, whose attributes describe the trigger. The methods call the delegate in a field.
/// </summary>
internal static class EmittedFunctions
{
    private const string InvokeField = "Invoke";

    /// <param name="functions">Functions with a blob or queue trigger.</param>
    public static Type Emit(IEnumerable<WorkerFunction> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Host"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("Host").DefineType("Host.Functions", TypeAttributes.Public);
        var invoke = type.DefineField(InvokeField, typeof(Invocation), FieldAttributes.Public);
        functions.ToList().ForEach(function => Emit(type, invoke, function));
        return type.CreateType();
    }

    /// <param name="invoke">Runs a function: its name, the trigger's value and its binding data.</param>
    public static T Create<T>(Invocation invoke)
    {
        var instance = Activator.CreateInstance<T>();
        typeof(T).GetField(InvokeField)!.SetValue(instance, invoke);
        return instance;
    }

    private static void Emit(TypeBuilder type, FieldInfo invoke, WorkerFunction function)
    {
        Type[] parameters =
            [function.IsDeferred ? typeof(ParameterBindingData) : typeof(string), typeof(Binder), typeof(CancellationToken)];
        var method = type.DefineMethod(function.Name, MethodAttributes.Public, typeof(Task), parameters);
        method.DefineParameter(1, ParameterAttributes.None, function.Parameter).SetCustomAttribute(TriggerOf(function));
        // Names that no parameter of the function can have.
        method.DefineParameter(2, ParameterAttributes.None, "$binder");
        method.DefineParameter(3, ParameterAttributes.None, "$cancellation");
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, invoke);
        code.Emit(OpCodes.Ldstr, function.Name);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Ldarg_3);
        code.Emit(OpCodes.Callvirt, typeof(Invocation).GetMethod(nameof(Invocation.Invoke))!);
        code.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder TriggerOf(WorkerFunction function) => function.IsBlob
        ? Attribute<BlobTriggerAttribute>(
            function, ("Source", Enum.Parse<BlobTriggerSource>(function.Text("source") ?? "LogsAndContainerScan", ignoreCase: true)))
        : Attribute<QueueTriggerAttribute>(function);

    private static CustomAttributeBuilder Attribute<T>(WorkerFunction function, params (string Name, object? Value)[] properties)
    {
        (string Name, object? Value)[] all = [("Connection", function.Text("connection")), .. properties];
        PropertyInfo[] types = [.. all.Select(property => typeof(T).GetProperty(property.Name)!)];
        return new(typeof(T).GetConstructor([typeof(string)])!, [function.Place], types, [.. all.Select(property => property.Value)]);
    }
}
