import grpc from "@grpc/grpc-js";
import { Refusal } from "./refusal.mjs";
import { Unknown, faultOf, hasSecret, reveal, secret, stateOf } from "./wire.mjs";

const StackType = "pulumi:pulumi:Stack";
const Success = 0, Fail = 1, Skip = 2;

/**
 * What an engine knows of one deployment: which resources there are, and what became of them. It refuses what an engine refuses or would store wrongly.
 */
export class Deployment {
  #resources = new Map();
  #completed = new Set();
  #isOver = false;

  /**
   * @param scenario `stack`, `project`, `preview`; `answers`: `{id, state}` by URN; `failures`: `{as, code, message}` by URN; `references`: outputs
   * of other stacks by their full name.
   */
  constructor(scenario) {
    this.scenario = scenario;
  }

  /** Registers a resource. `isRead` for one that exists already. */
  register(request, isRead = false) {
    if (this.#isOver) throw this.#over();
    const urn = this.#urnOf(request);
    this.#check(request, urn);
    const result = isRead ? Success : this.#resultOf(request, urn);
    const inputs = request.object ?? {};
    const resource = { urn, type: request.type, result, ...this.#outcome(request, urn, inputs, result, isRead) };
    this.#resources.set(urn, resource);
    return resource;
  }

  /** Takes what a component, or the stack, gives out. */
  complete(request) {
    if (this.#isOver) throw this.#over();
    const resource = this.#find(request.urn, "urn");
    if (this.#completed.has(request.urn)) throw new Refusal(`cannot complete a resource '${request.urn}' more than once`);
    const acceptsUnknowns = this.scenario.preview || [...this.#resources.values()].some((one) => one.result !== Success);
    const fault = faultOf(request.outputs ?? {}, { acceptsSecrets: true, acceptsUnknowns });
    if (fault) throw new Refusal(`outputs of ${resource.urn}: ${fault}`);
    this.#completed.add(request.urn);
  }

  /** What is known of a resource by its URN. */
  find(urn) {
    return this.#find(urn, "urn");
  }

  /** The URN of the stack; empty before it is registered. */
  get stackUrn() {
    return [...this.#resources.values()].find((resource) => resource.type === StackType)?.urn ?? "";
  }

  // The types of the parents, without the stack's, then the type and the name.
  #urnOf({ type, name, parent }) {
    if (!type || !name) throw new Refusal("a resource has no type or no name");
    const parentTypes = parent === "" ? "" : this.#find(parent, "parent").urn.split("::")[2];
    const prefix = parentTypes === "" || parentTypes === StackType ? "" : `${parentTypes}$`;
    return `urn:pulumi:${this.scenario.stack}::${this.scenario.project}::${prefix}${type}::${name}`;
  }

  #check(request, urn) {
    if (this.#resources.has(urn)) throw new Refusal(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    if (request.type !== StackType && this.stackUrn === "") throw new Refusal(`${urn} comes before the stack`);
    for (const dependency of request.dependenciesList) this.#find(dependency, `a dependency of ${urn}`);
    for (const [property, { urnsList }] of Object.entries(request.propertyDependencies ?? {})) {
      for (const dependency of urnsList) this.#find(dependency, `a dependency of ${urn}.${property}`);
    }
    for (const reference of [request.provider, ...(request.providersMap ?? []).map(([, provider]) => provider)]) this.#checkProvider(reference, urn);
    if (request.deletedwith) this.#find(request.deletedwith, `what ${urn} is deleted with`);
    const acceptsUnknowns = this.scenario.preview || this.#isSkipped(request);
    const fault = faultOf(request.object ?? {}, { acceptsSecrets: request.acceptsecrets, acceptsUnknowns });
    if (fault) throw new Refusal(`inputs of ${urn}: ${fault}`);
  }

  #checkProvider(reference, urn) {
    if (!reference) return;
    const parts = reference.split("::");
    const [provider, id] = [parts.slice(0, -1).join("::"), parts.at(-1)];
    if (parts.length !== 5) throw new Refusal(`the provider of ${urn} is ${reference}; it is a URN, two colons, and an ID`);
    if (!this.#find(provider, `the provider of ${urn}`).type.startsWith("pulumi:providers:")) throw new Refusal(`the provider of ${urn} is no provider: ${reference}`);
    const known = this.#resources.get(provider).id || (this.scenario.preview ? Unknown : "");
    if (id !== known) throw new Refusal(`the provider of ${urn} has the ID ${known}, not ${id}`);
  }

  #find(urn, what) {
    return this.#resources.get(urn) ?? refuse(`${what} is a URN that was never given to anybody: ${urn}`);

    function refuse(text) {
      throw new Refusal(text);
    }
  }

  // A failure ends the request, or with it the deployment; or it is reported as a result, and what depends on the resource is passed over.
  #resultOf(request, urn) {
    const failure = this.scenario.failures?.[urn];
    if (failure?.as === "result" && request.supportsresultreporting) return Fail;
    if (failure?.as === "shutdown") {
      this.#isOver = true;
      throw this.#over();
    }
    if (failure) throw new Refusal(failure.message, failure.code ?? grpc.status.UNKNOWN);
    return this.#isSkipped(request) ? Skip : Success;
  }

  // What failed is shown by the engine itself; the program is told the same of every resource.
  #over() {
    return new Refusal("resource monitor shut down while waiting on step's done channel", grpc.status.UNAVAILABLE);
  }

  #isSkipped(request) {
    const provider = request.provider ? [request.provider.split("::").slice(0, -1).join("::")] : [];
    return [request.parent, ...provider, ...request.dependenciesList].some((urn) => urn && this.#resources.get(urn).result !== Success);
  }

  #outcome(request, urn, inputs, result, isRead) {
    if (request.type === "pulumi:pulumi:StackReference") return { id: request.id, state: this.#reference(request.id) };
    if (!request.custom && !isRead) return { id: "", state: {} };
    const answer = this.scenario.answers?.[urn] ?? {};
    const state = result === Success ? stateOf(inputs, answer.state, this.scenario.preview) : inputs;
    for (const name of request.additionalsecretoutputsList) {
      if (name in state) state[name] = secret(state[name]);
    }
    const id = this.scenario.preview || result !== Success ? "" : (answer.id ?? `id-of-${request.name}`);
    return { id: isRead ? request.id : id, state: request.acceptsecrets ? state : reveal(state) };
  }

  #reference(name) {
    const outputs = this.scenario.references?.[name];
    if (!outputs) throw new Refusal(`unknown stack "${name}"`, grpc.status.UNKNOWN);
    return { name, outputs, secretOutputNames: Object.keys(outputs).filter((key) => hasSecret(outputs[key])).sort() };
  }
}
