import net from "node:net";

/**
 * A port on loopback whose connections can be taken away. `fault` says how it misbehaves from the start: `http1` answers as a server that knows nothing newer
 * does, `hangup` closes every connection at once, `silent` takes every connection and says nothing.
 */
export class Listener {
  #connections = new Set();
  #server;

  constructor(accept, fault) {
    this.#server = net.createServer((connection) => {
      this.#connections.add(connection);
      connection.on("close", () => this.#connections.delete(connection));
      // A program that ends takes its connections with it.
      connection.on("error", () => {});
      if (fault === "hangup") connection.end();
      else if (fault === "http1") connection.once("data", () => connection.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"));
      else if (fault !== "silent") accept(connection);
    });
  }

  /** Begins to listen, and gives the address. */
  open() {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => resolve(`127.0.0.1:${this.#server.address().port}`));
    });
  }

  /** Takes all connections away, and the port: with a reset, or closed in order. */
  close(isReset = false) {
    this.#server.close();
    for (const connection of this.#connections) {
      if (isReset) connection.resetAndDestroy();
      else connection.destroy();
    }
  }
}
