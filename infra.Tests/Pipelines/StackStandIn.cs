namespace Infra.Tests.Pipelines;

/// <summary>A deployed stack, as far as scripts ask the Pulumi CLI for it.</summary>
internal static class StackStandIn
{
    /// <summary>A digest for images.</summary>
    public static readonly string OldDigest = $"sha256:{new string('a', 64)}";

    /// <summary>The digest of another version.</summary>
    public static readonly string NewDigest = $"sha256:{new string('b', 64)}";

    private const string Body = """
        case "$*" in
          'stack output --json') cat "$FAKE/outputs.json" && [ ! -e "$FAKE/no-outputs" ] ;;
          'stack output namespace') echo shop-stage ;;
          'stack export') cat "$FAKE/export.json" 2>/dev/null || echo '{}' ;;
          'config get --path infra:cluster.context') echo stage-cluster ;;
          'stack history --json '*) cat "$FAKE/history.json" ;;
          'preview --json '* | 'preview --refresh '*) cat "$FAKE/preview.json"; exit "${PREVIEW_CODE:-0}" ;;
          'preview --diff '*) cat "$FAKE/diff.txt"; exit "${PREVIEW_CODE:-0}" ;;
          'up '*)
            ups=$(grep -c '^pulumi up' "$CALLS")
            case " ${FAILING_UPS:-} " in *" $ups "*) exit 255 ;; esac ;;
        esac
        """;

    private const string Kubectl = """
        case "$*" in
          *' get deployments,statefulsets '*) printf 'deployment.apps/api\nstatefulset.apps/postman\n' ;;
          *' rollout status '*) case " ${STUCK:-} " in *" $(grep -c '^pulumi up' "$CALLS") "*) exit 1 ;; esac ;;
        esac
        """;

    private const string Health = """
        case " ${UNWELL_AFTER_UP:-} " in *" $(grep -c '^pulumi up' "$CALLS") "*) exit 22 ;; esac
        """;

    /// <summary>The history of a stack whose newest update has failed, and the one before it has set an image.</summary>
    public static string HistoryOf(string digest)
        => $$"""
            [{"kind": "update", "startTime": "2026-01-02T03:04:05.000Z", "message": "", "environment": {"git.head": "bad"},
              "config": {}, "result": "failed"},
             {"kind": "update", "startTime": "2026-01-01T03:04:05.000Z", "message": "", "environment": {"exec.kind": "cli"},
              "config": {"infra:release": {
                "value": "{}",
                "objectValue": {"images": {"reference": "registry.example.com/reference@{{digest}}"} },
                "secret": false
              } },
              "result": "succeeded", "version": 1, "resourceChanges": {"same": 1} }]
            """;

    /// <summary>Puts the stack into a run: it runs one image by the old digest, and is well.</summary>
    public static ScriptRun WithStack(this ScriptRun run)
        => run
            .WithProgram("pulumi", Body)
            .WithProgram("curl", Health)
            .WithProgram("kubectl", Kubectl)
            .WithFile(
                "outputs.json",
                $$"""{"apiUrl": "https://api.example.com", "images": {"reference": "registry.example.com/reference@{{OldDigest}}","""
                    + $$""" "reference-canary": "registry.example.com/reference@{{NewDigest}}"}, "postgresUrl": "[secret]"}"""
            )
            .WithFile(
                "preview.json",
                """{"steps": [{"op": "same", "urn": "urn:a"}, {"op": "update", "urn": "urn:b", "detailedDiff":"""
                    + """ {"spec.image": {"kind": "update"}}}, {"op": "create", "urn": "urn:c"}]}"""
            )
            .WithFile("diff.txt", "  ~ kubernetes:apps/v1:Deployment\n")
            .WithFile("history.json", HistoryOf(OldDigest))
            .With("STACK", "stage")
            .With("RUN_URL", "https://github.com/o/r/actions/runs/1")
            .With("SMOKE_DELAY", "0")
            .With("SMOKE_ATTEMPTS", "4")
            .With("MIGRATE", "true")
            .With("SMOKE_TESTS", """["smoke-test"]""")
            .With("HEALTH", """[{"service": "api", "address": "https://api.example.com", "path": "/health"}]""")
            .With("IMAGES", $$"""{"reference":"registry.example.com/reference@{{NewDigest}}"}""");
}
