import { setTimeout as sleep } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import monitorMessages from "@pulumi/pulumi/proto/resource_pb.js";
import providerMessages from "@pulumi/pulumi/proto/provider_pb.js";
import monitorServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { Deployment } from "./deployment.mjs";
import { Listener } from "./listener.mjs";
import { features, plain, strangeField, struct, withBulk } from "./messages.mjs";
import { Pace } from "./pace.mjs";
import { Refusal } from "./refusal.mjs";

const LargestMessage = 400 * 1024 * 1024;
const Limits = { "grpc.max_receive_message_length": LargestMessage, "grpc.max_send_message_length": LargestMessage };
const Registrations = new Set(["RegisterResource", "ReadResource"]);

// A name in braces is that of an argument.
const filled = (result, args) =>
  Object.fromEntries(Object.entries(result).map(([key, value]) => [key, value.replace(/\{(\w+)\}/g, (_, name) => args[name])]));

/** An engine for one run of a program, and the record of what it was asked. */
export class Session {
  #record = [];
  #moment = 0;
  #waiting = 0;
  #lostAt = null;
  #registrations = 0;
  #awaited = [];

  constructor(scenario) {
    this.scenario = scenario;
    this.deployment = new Deployment(scenario);
    this.pace = new Pace(scenario.pace);
    this.monitor = this.#serve(monitorServices.ResourceMonitorService, {
      SupportsFeature: (request) => new monitorMessages.SupportsFeatureResponse().setHassupport(features.has(request.id)),
      GetDeploymentInfo: () => this.#deploymentInfo(),
      RegisterResource: (request, entry) => this.#registered(this.deployment.register(request), entry),
      ReadResource: (request, entry) => this.#read(this.deployment.register(request, true), entry),
      RegisterResourceOutputs: (request) => this.#completed(request),
      Invoke: (request) => this.#invoked(request),
      ...(scenario.lacksShutdown ? {} : { SignalAndWaitForShutdown: () => this.#idle() }),
    });
    this.engine = this.#serve(engineServices.EngineService, {
      Log: () => this.#logged(),
      GetRootResource: () => new engineMessages.GetRootResourceResponse().setUrn(this.deployment.stackUrn),
      SetRootResource: () => new engineMessages.SetRootResourceResponse(),
      RequirePulumiVersion: () => new engineMessages.RequirePulumiVersionResponse(),
    });
  }

  /** Begins to listen, and gives the addresses. */
  async open() {
    const [monitor, engine] = await Promise.all([this.monitor.open(), this.engine.open()]);
    return { monitor, engine };
  }

  /** Waits until that many resources were registered or read, answered or not. */
  arrival(count) {
    return new Promise((resolve) => {
      this.#awaited.push({ count, resolve });
      this.#announce();
    });
  }

  /** Stops, and gives the record: the requests in the order in which they came, and when the connection was taken away, if it was. */
  close() {
    this.monitor.close();
    this.engine.close();
    return { requests: this.#record, lostAt: this.#lostAt };
  }

  #serve(service, handlers) {
    const server = new grpc.Server(Limits);
    for (const [method, definition] of Object.entries(service)) {
      const name = definition.path.split("/").at(-1);
      const responseSerialize = (response) => this.#serialize(definition, response);
      server.addService({ [method]: { ...definition, responseSerialize } }, {
        [method]: (call, callback) => this.#handle(service, name, handlers[name], call.request, callback),
      });
    }
    const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
    return new Listener((connection) => injector.injectConnection(connection), this.scenario.fault?.kind);
  }

  async #handle(service, method, handler, message, callback) {
    const entry = { method, arrived: ++this.#moment, answered: null, request: plain(message) };
    this.#record.push(entry);
    if (this.#loses(service, method) || (method === "Log" && this.scenario.mutesLog)) return;
    const paces = Registrations.has(method);
    if (paces) {
      this.#waiting++;
      this.#registrations++;
      this.#announce();
    }
    let answer;
    try {
      if (!handler) throw new Refusal(`${method} is not served`, grpc.status.UNIMPLEMENTED);
      answer = await handler(entry.request, entry);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      entry.refused = error.details;
      answer = error;
    }
    if (paces) await this.pace.turn(`${entry.request.type} ${entry.request.name}`);
    if (paces) this.#waiting--;
    entry.answered = ++this.#moment;
    if (answer instanceof Refusal) callback(answer);
    else callback(null, answer);
  }

  // The connection is gone in the middle of a request: there is no answer, and none to what came with it.
  #loses(service, method) {
    const { fault } = this.scenario;
    if (fault?.kind !== "reset" && fault?.kind !== "close") return false;
    if (service === engineServices.EngineService && fault.keepsEngine) return false;
    if (this.#lostAt !== null) return true;
    if (method !== (fault.method ?? "RegisterResource") || this.#record.filter((entry) => entry.method === method).length < fault.after) return false;
    this.#lostAt = Date.now();
    this.monitor.close(fault.kind === "reset");
    if (!fault.keepsEngine) this.engine.close(fault.kind === "reset");
    return true;
  }

  #announce() {
    for (const { count, resolve } of this.#awaited) {
      if (this.#registrations >= count) resolve();
    }
  }

  #serialize(definition, response) {
    const isRegistration = response instanceof monitorMessages.RegisterResourceResponse;
    if (isRegistration && this.scenario.bulk?.urn === response.getUrn()) return withBulk(response, this.scenario.bulk.bytes);
    const bytes = definition.responseSerialize(response);
    return this.scenario.addsStrangeFields ? Buffer.concat([bytes, strangeField]) : bytes;
  }

  #registered({ urn, id, state, result }, entry) {
    entry.result = { urn, id, result };
    return new monitorMessages.RegisterResourceResponse().setUrn(urn).setId(id).setObject(struct(state)).setResult(result);
  }

  #read({ urn, id, state }, entry) {
    entry.result = { urn, id, result: 0 };
    return new monitorMessages.ReadResourceResponse().setUrn(urn).setProperties(struct(state));
  }

  #completed(request) {
    this.deployment.complete(request);
    return this.#empty();
  }

  #invoked({ tok, args }) {
    const known = this.scenario.functions?.[tok];
    if (known) return new providerMessages.InvokeResponse().setReturn(struct(filled(known, args)));
    if (tok !== "pulumi:pulumi:getResource") throw new Refusal(`Unknown Invoke token '${tok}'`, grpc.status.UNKNOWN);
    const { urn, id, state } = this.deployment.find(args?.urn ?? "");
    return new providerMessages.InvokeResponse().setReturn(struct({ urn, id, state }));
  }

  #deploymentInfo() {
    const info = new monitorMessages.DeploymentInfo();
    info.setProject(this.scenario.project).setStack(this.scenario.stack).setOrganization("organization").setDryrun(this.scenario.preview === true);
    return info.setSupportedfeaturesList(Object.values(monitorMessages.ResourceMonitorFeature));
  }

  #logged() {
    if (this.scenario.failsLog) throw new Refusal("the log is full", grpc.status.INTERNAL);
    return this.#empty();
  }

  #empty() {
    return new empties.Empty();
  }

  async #idle() {
    while (this.#waiting > 0) await sleep(1);
    return this.#empty();
  }
}
