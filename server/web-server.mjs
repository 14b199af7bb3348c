import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { guardRequest } from "./request-guard.mjs";

/** Serves the built site: `node server/web-server.mjs PORT [HOSTNAME]`. SIGTERM and SIGINT finish open requests first. */
const [port = "3000", hostname] = process.argv.slice(2);
// As `next start` does. Without it, Next would fetch the target of a Server Action's redirect from the client's `Host`.
process.env.__NEXT_PRIVATE_ORIGIN = `http://localhost:${port}`;
const app = next({
  dev: false,
  dir: fileURLToPath(new URL("../", import.meta.url)),
  port: Number(port),
  // A server that never listens: Next adds its handler of upgrade requests to it, so that these reach our guard on `server`.
  httpServer: createServer(),
  ...(hostname && { hostname }),
});
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer(async (request, response) => {
  try {
    if (!guardRequest(request, response)) await handle(request, response);
  } catch (error) {
    // Next answers errors of pages and routes itself. Without a handler this one would end the process.
    console.error(error);
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  }
});
server.listen(Number(port), hostname, () => console.log(`Listening on port ${port}`));

let isStopping = false;

/** Work scheduled with `after` belongs to its request: Next finishes it in `close`. */
async function stop() {
  if (isStopping) return;
  isStopping = true;
  await new Promise((resolve) => server.close(resolve));
  await app.close();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());
