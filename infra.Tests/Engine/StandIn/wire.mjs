// How values look on the wire: constants and rules of the protocol, as the published SDK documents them.

const Signature = "4dabf18193072939515e22adb298388d";
const Secret = "1b47061264138c4ac30d75fd1eb44270";
const Signatures = new Set([
  Secret,
  "c44067f5952c0a294b673a41bacd8c17", // an asset
  "0def7320c3a5731c473e5ecbe6d01bc7", // an archive
  "5cf8f73096256a8f31e491e813e4eb8e", // a resource
  "d0e6a833031e9bbcd3f4e8bde6ca49a4", // an output
]);

/** What stands for a value that a preview cannot know. */
export const Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const isSecret = (value) => isMap(value) && value[Signature] === Secret;

/** Whether a value is secret, or a part of it. */
export const hasSecret = (value) => isSecret(value) || (value !== null && typeof value === "object" && Object.values(value).some(hasSecret));

/** Marks a value secret, once. */
export const secret = (value) => (isSecret(value) ? value : { [Signature]: Secret, value });

/** The value without its marks, for programs that do not understand them. */
export function reveal(value) {
  if (isSecret(value)) return reveal(value.value);
  if (Array.isArray(value)) return value.map(reveal);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)])) : value;
}

/** What is wrong with a value that a program sends; null where nothing is. */
export function faultOf(value, { acceptsSecrets, acceptsUnknowns }, path = "") {
  if (typeof value === "string") {
    if (!value.includes(Unknown)) return null;
    if (value !== Unknown) return `${path} has an unknown value within a text`;
    return acceptsUnknowns ? null : `${path} is unknown, and this is no preview`;
  }
  if (isSecret(value) && !acceptsSecrets) return `${path} is secret, and the request does not accept secrets`;
  if (isMap(value) && Signature in value && !Signatures.has(value[Signature])) return `${path} has a signature that is not known`;
  if (isSecret(value) && !("value" in value)) return `${path} is a secret without a value`;
  if (value === null || typeof value !== "object") return null;
  for (const [key, item] of Object.entries(value)) {
    const fault = faultOf(item, { acceptsSecrets, acceptsUnknowns }, path === "" ? key : `${path}.${key}`);
    if (fault) return fault;
  }
  return null;
}

/**
 * The state of a resource: its inputs and what its provider adds or decides. What was secret as an input is secret in the state; what only the
 * provider knows is unknown in a preview.
 */
export function stateOf(inputs, added, isPreview) {
  if (isSecret(inputs)) return secret(stateOf(inputs.value, isSecret(added) ? added.value : added, isPreview));
  if (isSecret(added)) return secret(stateOf(inputs, added.value, isPreview));
  if (added === undefined) return inputs;
  if (inputs === undefined && isPreview) return Unknown;
  if (!isMap(inputs) || !isMap(added)) return isPreview ? inputs : added;
  const keys = new Set([...Object.keys(inputs), ...Object.keys(added)]);
  return Object.fromEntries([...keys].map((key) => [key, stateOf(inputs[key], added[key], isPreview)]));
}
