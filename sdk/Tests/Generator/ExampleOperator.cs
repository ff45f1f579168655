namespace Sdk.Tests.Generator;

/// <summary>The source of an operator with a bit of everything.</summary>
internal static class ExampleOperator
{
    /// <summary>The source.</summary>
    public const string Json = """
        {
          "operator": "Example operator",
          "version": "1.2.0",
          "origin": "https://example.com/v{version}/crds",
          "namespace": "Example.Storage",
          "patterns": {
            "size": "^[0-9]+(Mi|Gi)$"
          },
          "kinds": {
            "storage.example.com/v1:Bucket": {
              "doc": "A bucket.",
              "documentation": "https://example.com/docs",
              "spec": "BucketSpec!"
            }
          },
          "types": {
            "BucketSpec": {
              "doc": "What a bucket is.",
              "embeds": ["Placed"],
              "rules": [
                {
                  "rule": "!has(self.size) || has(self.location)",
                  "message": "a size wants a location",
                  "fieldPath": ".size",
                  "reason": "FieldValueInvalid"
                }
              ],
              "fields": {
                "location": { "type": "string!", "doc": "Where it is: `eu` & elsewhere.", "enum": ["eu", "us"], "default": "eu" },
                "size": {
                  "type": "string",
                  "doc": "Its size.",
                  "pattern": "size",
                  "rules": [{ "rule": "self != '0Gi'", "message": "not nothing" }]
                },
                "copies": { "type": "int", "doc": "The number of copies.", "minimum": 1, "maximum": 5 },
                "port": { "type": "int | string", "doc": "Its port." },
                "resources": { "type": "corev1.ResourceRequirements", "doc": "CPU and memory." },
                "labels": { "type": "map<string>", "doc": "Its labels." },
                "lifecycle": { "type": "Rule[]", "doc": "When objects expire.", "unique": ["prefix"] },
                "owners": {
                  "type": "string[]!",
                  "requiredBy": "program",
                  "doc": "Who owns it.",
                  "minLength": 1,
                  "minItems": 1,
                  "unique": true
                },
                "tiers": { "type": "map<object>", "doc": "Anything.", "default": { "cold": { "days": 30 } } }
              }
            },
            "Placed": {
              "doc": "Something that is placed.",
              "rules": [{ "rule": "self.zone != self.location", "message": "a zone is no location" }],
              "fields": {
                "zone": { "type": "string", "doc": "The zone." }
              }
            },
            "Rule": {
              "doc": [
                "When objects ",
                "expire."
              ],
              "fields": {
                "prefix": { "type": "string", "doc": "What their names begin with." },
                "then": { "type": "Rule", "doc": "The next one." }
              }
            }
          }
        }
        """;

    /// <summary>The source with one thing in it changed.</summary>
    public static string With(string old, string changed)
    {
        Assert.Contains(old, Json, StringComparison.Ordinal);
        return Json.Replace(old, changed, StringComparison.Ordinal);
    }
}
