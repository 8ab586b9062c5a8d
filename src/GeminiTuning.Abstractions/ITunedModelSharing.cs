using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>
/// The sharing of tuned models (API resource <c>tunedModels.permissions</c>). A permission's name is
/// <c>tunedModels/M/permissions/P</c>. Every member may throw <see cref="TuningException"/> and
/// <see cref="System.OperationCanceledException"/>; members may run side by side.
/// </summary>
public interface ITunedModelSharing
{
    /// <summary>Lists the permissions on a tuned model, a page at a time.</summary>
    /// <param name="model">The tuned model.</param>
    /// <param name="pageToken">The page to get; <see langword="null"/> for the first.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The page.</returns>
    Task<Page<TunedModelPermission>> ListAsync(string model, string? pageToken, CallOptions options);

    /// <summary>Gets a permission.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The permission.</returns>
    Task<TunedModelPermission> GetAsync(string name, CallOptions options);

    /// <summary>Checks a permission against the service's rules without sending anything.</summary>
    /// <param name="request">The permission to be given.</param>
    /// <exception cref="TuningException">A value breaks a rule.</exception>
    void Validate(PermissionRequest request);

    /// <summary>Gives a permission.</summary>
    /// <param name="request">The permission to be given.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The permission as the service made it.</returns>
    Task<TunedModelPermission> CreateAsync(PermissionRequest request, CallOptions options);

    /// <summary>Looks up a permission that is to be changed or taken away, and refuses what cannot be: the owner's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">The role that it is to get; <see langword="null"/> if it is to be taken away.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The permission as it is now.</returns>
    Task<TunedModelPermission> PlanChangeAsync(string name, TunedModelRole? role, CallOptions options);

    /// <summary>Changes what a permission allows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role"><see cref="TunedModelRole.Reader"/> or <see cref="TunedModelRole.Writer"/>.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The permission after the change.</returns>
    Task<TunedModelPermission> UpdateAsync(string name, TunedModelRole role, CallOptions options);

    /// <summary>Takes a permission away.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task.</returns>
    Task DeleteAsync(string name, CallOptions options);

    /// <summary>Checks the new owner's address without sending anything.</summary>
    /// <param name="model">The tuned model.</param>
    /// <param name="emailAddress">The address of the new owner.</param>
    /// <exception cref="TuningException">A value breaks a rule.</exception>
    void ValidateOwner(string model, string emailAddress);

    /// <summary>Hands a tuned model over. Its owner so far may write to it from then on.</summary>
    /// <param name="model">The tuned model.</param>
    /// <param name="emailAddress">The address of the new owner.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task.</returns>
    Task TransferOwnershipAsync(string model, string emailAddress, CallOptions options);
}
