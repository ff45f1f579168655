import grpc from "@grpc/grpc-js";

/** An answer that is an error: its status, and what it says. */
export class Refusal extends Error {
  constructor(details, code = grpc.status.INVALID_ARGUMENT) {
    super(details);
    this.details = details;
    this.code = code;
  }
}
