namespace Sdk.Generator.Model;

/// <summary>A rule in the Common Expression Language, one of <c>x-kubernetes-validations</c>.</summary>
/// <param name="Rule">The expression; <c>oldSelf</c> makes it one of updates only.</param>
/// <param name="Message">What the API server says where it is false.</param>
/// <param name="FieldPath">The field it blames instead, relative to the value; null for the value itself.</param>
/// <param name="Reason">The reason it gives, such as <c>FieldValueForbidden</c>; null for its default, <c>FieldValueInvalid</c>.</param>
internal sealed record CelRule(string Rule, string Message, string? FieldPath, string? Reason);
