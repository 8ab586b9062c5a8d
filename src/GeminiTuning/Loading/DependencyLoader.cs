using System;
using System.IO;
using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace GeminiTuning.Loading;

/// <summary>
/// Loads the engine and what it depends on from the <c>dependencies</c> folder. On PowerShell 7 they live in a load
/// context of their own, so that neither PowerShell's nor another module's copy of the same package can win or lose.
/// </summary>
internal static class DependencyLoader
{
    private static readonly string Folder = Path.Combine(
        Path.GetDirectoryName(typeof(DependencyLoader).Assembly.Location)!, "dependencies");

    /// <summary>Creates an object that only the engine's assemblies know how to make.</summary>
    /// <typeparam name="T">The contract that it fulfils.</typeparam>
    /// <param name="assembly">The simple name of its assembly.</param>
    /// <param name="type">The full name of its type, which has a constructor without parameters.</param>
    /// <returns>The object.</returns>
    public static T Create<T>(string assembly, string type) =>
        (T)Activator.CreateInstance(Load(assembly).GetType(type, throwOnError: true)!)!;

#if NET
    private static readonly PrivateContext Context = new();

    /// <summary>Lets go of what was hooked up on import.</summary>
    public static void Unhook()
    {
        // Nothing is hooked here: the private context answers for its own assemblies only.
    }

    private static Assembly Load(string assembly) => Context.LoadFromAssemblyName(new AssemblyName(assembly));

    private sealed class PrivateContext() : AssemblyLoadContext("GeminiTuning")
    {
        private static readonly Assembly Shared = typeof(ITuningEngine).Assembly;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (string.Equals(assemblyName.Name, Shared.GetName().Name, StringComparison.Ordinal))
            {
                return Shared;
            }

            string path = Path.Combine(Folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
#else
    private static bool _hooked;

    /// <summary>Lets go of what was hooked up.</summary>
    public static void Unhook()
    {
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        _hooked = false;
    }

    private static Assembly Load(string assembly)
    {
        if (!_hooked)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            _hooked = true;
        }

        return Assembly.LoadFrom(Path.Combine(Folder, assembly + ".dll"));
    }

    // Windows PowerShell has no binding redirects for us, so a request of one of our assemblies is answered by name.
    private static Assembly? Resolve(object sender, ResolveEventArgs args)
    {
        string? requester = args.RequestingAssembly?.Location;
        if (requester is null || !requester.StartsWith(Folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string path = Path.Combine(Folder, new AssemblyName(args.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
#endif
}
