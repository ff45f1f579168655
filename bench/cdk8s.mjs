// Synthesizes Kubernetes objects into a folder, as users of cdk8s write them: node cdk8s.mjs plain|workloads OBJECTS FOLDER
import { App, Chart, Size } from "cdk8s";
import { ConfigMap, Cpu, Deployment, EnvValue, HorizontalPodAutoscaler, Probe } from "cdk8s-plus-33";

// The least that there is to an object.
class Plain extends Chart {
  constructor(scope, id, objects) {
    super(scope, id, { namespace: "many" });
    for (let number = 1; number <= objects; number++) {
      new ConfigMap(this, `config-${number}`, { data: { NUMBER: `${number}` } });
    }
  }
}

// Services of four objects each: a ConfigMap, a Deployment, a Service and an autoscaler.
class Workloads extends Chart {
  constructor(scope, id, objects) {
    super(scope, id, { namespace: "many" });
    for (let number = 1; number <= objects / 4; number++) {
      const name = `service-${number}`;
      const config = new ConfigMap(this, `${name}-config`, { data: { NUMBER: `${number}` } });
      const deployment = new Deployment(this, name, {
        securityContext: { ensureNonRoot: true, user: 1000 },
        containers: [
          {
            name: "app",
            image: "registry.example.com/many:1.0.0",
            portNumber: 8000 + number,
            envVariables: { NUMBER: EnvValue.fromConfigMap(config, "NUMBER") },
            resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(64) } },
            startup: Probe.fromHttpGet("/started"),
            liveness: Probe.fromHttpGet("/live"),
            readiness: Probe.fromHttpGet("/ready"),
          },
        ],
      });
      deployment.exposeViaService();
      new HorizontalPodAutoscaler(this, `${name}-scale`, { target: deployment, minReplicas: 2, maxReplicas: 5 });
    }
  }
}

const [kind, objects, outdir] = process.argv.slice(2);
const app = new App({ outdir });
new { plain: Plain, workloads: Workloads }[kind](app, "many", Number(objects));
app.synth();
