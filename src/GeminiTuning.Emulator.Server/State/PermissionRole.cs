namespace GeminiTuning.Emulator.State;

/// <summary>What a permission allows, with the numbers of <c>Permission.Role</c>: a smaller number allows more.</summary>
internal enum PermissionRole
{
    Owner = 1,
    Writer = 2,
    Reader = 3,
}
