import { createServer } from "node:http";
import { Counter } from "prom-client";
import { countProcesses, isStarting, joinCluster } from "@/server/cluster/primary";
import { metricsRegistry, showMetrics } from "@/server/metrics";

/** A web process without Next: answers with its process id, and with what it knows of the others. Ends at once if told so. */
if (process.argv.includes("fail")) process.exit(3);
joinCluster(metricsRegistry());
const asked = new Counter({ name: "asked_total", help: "Requests", registers: [metricsRegistry()] });

const server = createServer(async ({ url, headers }, response) => {
  response.setHeader("connection", "close");
  if (url === "/metrics") {
    const { authorization = "" } = headers;
    const shown = await showMetrics(new Request("http://localhost/metrics", { headers: { authorization } }));
    return response.end(await shown.text());
  }
  asked.inc();
  response.end(JSON.stringify({ pid: process.pid, isStarting: isStarting(), processes: countProcesses() }));
});
server.listen(Number(process.argv[2]));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
