import structs from "google-protobuf/google/protobuf/struct_pb.js";
import resources from "@pulumi/pulumi/proto/resource_pb.js";

/** A request with all its fields as plain data. Fields that were not sent are absent where the protocol tells them from their default. */
export function plain(message) {
  const fields = message.toObject();
  if (message.getObject?.()) fields.object = message.getObject().toJavaScript();
  if (message.getProperties?.()) fields.object = message.getProperties().toJavaScript();
  if (message.getOutputs?.()) fields.outputs = message.getOutputs().toJavaScript();
  if (message.getArgs?.()) fields.args = message.getArgs().toJavaScript();
  // Of one that was not sent, and one that was sent as no, the library makes the same.
  message.getAliasesList?.().forEach((alias, index) => {
    if (alias.getSpec() && !alias.getSpec().hasNoparent()) delete fields.aliasesList[index].spec.noparent;
  });
  if (fields.propertydependenciesMap) fields.propertyDependencies = Object.fromEntries(fields.propertydependenciesMap);
  delete fields.properties;
  delete fields.propertydependenciesMap;
  return fields;
}

export const struct = (value) => structs.Struct.fromJavaScript(value);

/** The features that an engine of these messages has, as programs ask for them: `outputValues` is RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES. */
export const features = new Set(Object.keys(resources.ResourceMonitorFeature).map((name) => name
  .replace("RESOURCE_MONITOR_FEATURE_", "")
  .toLowerCase()
  .replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())));

/** A field that no program knows, as a newer engine may send: number 2047, a text. */
export const strangeField = lengthDelimited(2047, Buffer.from("from the future"));

/** A response whose state has a member of that many bytes besides. The library would hold each byte in a number, so it is written by hand. */
export function withBulk(response, bytes) {
  const state = response.getObject().serializeBinary();
  response.clearObject();
  const value = lengthDelimited(3, Buffer.alloc(bytes, "x"));
  const entry = lengthDelimited(1, Buffer.concat([lengthDelimited(1, Buffer.from("bulk")), lengthDelimited(2, value)]));
  return Buffer.concat([response.serializeBinary(), lengthDelimited(3, Buffer.concat([state, entry]))]);
}

function lengthDelimited(field, content) {
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

function varint(number) {
  const bytes = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
