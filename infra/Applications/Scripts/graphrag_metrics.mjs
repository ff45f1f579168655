// Asks for metrics with the cookie that the application wants to see, whatever is in it, for a Prometheus that sends none.
import { createServer } from "node:http";

const source = process.env.METRICS_SOURCE;

createServer(async (request, response) => {
  if (request.url !== "/metrics") {
    response.end("/metrics");
    return;
  }

  try {
    const answer = await fetch(source, { headers: { cookie: "app_session_id=metrics" }, signal: AbortSignal.timeout(8_000) });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
    response.end(await answer.text());
  } catch (error) {
    response.writeHead(502);
    response.end(`${error}\n`);
  }
}).listen(Number(process.env.PORT ?? 9464));

process.on("SIGTERM", () => process.exit(0));
