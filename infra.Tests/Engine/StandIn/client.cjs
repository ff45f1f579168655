// A program on the official SDK, which shows that the stand-in serves more than the client it is there for.
const pulumi = require("@pulumi/pulumi");

class Group extends pulumi.ComponentResource {
  constructor(name) {
    super("test:index:Group", name);
    this.part = new pulumi.CustomResource("test:index:Part", `${name}-part`, { size: 3 }, { parent: this, protect: true });
    this.registerOutputs({});
  }
}

const provider = new pulumi.ProviderResource("test", "explicit", { region: "north" });
const group = new Group("group");
const widget = new pulumi.CustomResource(
  "test:index:Widget",
  "widget",
  { password: pulumi.secret("canary-4711"), part: group.part.id, hint: undefined },
  { provider, dependsOn: [group], ignoreChanges: ["hint"], customTimeouts: { create: "5m" } },
);
const network = new pulumi.StackReference("acme/network/prod");

module.exports = { widget: widget.id, zone: network.getOutput("zone") };
