import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import next from "next";
import { finishBackgroundWork, finishBeforeExit } from "@/lib/background-work";
import { closeDatabases, db, directDatabaseUrl } from "@/lib/database";
import { followReplica, noteChangeForReplica } from "@/lib/database-replica";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { currentLane, inLane } from "@/lib/lane";
import { warnOfSamples } from "@/lib/legal/warn-of-samples";
import type { PageChange } from "@/lib/page-changes";
import { forgetSettingsAfter } from "@/lib/settings/get-setting";
import { beginClosing, beginStopping } from "@/lib/shutdown";
import { answerHere } from "./answer-here";
import { answerInTime } from "./answer-in-time";
import { joinCluster } from "./cluster/primary";
import { openConnections } from "./connections";
import { isAnsweredHere } from "./door";
import { identifyRequest } from "./identify-request";
import { laneOf } from "./lane-of";
import { measureRequest } from "./measure-request";
import { metricsRegistry } from "./metrics";
import { answerNotFoundInPlace } from "./not-found-in-place";
import { followPageChanges } from "./page-cache/follow-changes";
import { createPageCache } from "./page-cache/page-cache";
import { refuseUnavailable } from "./page-cache/refuse";
import { isWrite, refuseWrite } from "./refuse-writes";
import { renderInTurn } from "./render-in-turn";
import { guardRequest } from "./request-guard";
import { startWatching } from "./start-watching";
import { traceRequest } from "./trace-request";

/** Clients that send their head or body more slowly are disconnected. An import of articles is the largest body, with 6 MB. */
const TIMEOUTS = {
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};
const MAX_HEADER_BYTES = 16 * 1024;
/** A client that neither reads nor writes is disconnected. Streams to staff have a heartbeat. */
const IDLE_TIMEOUT_MS = 120_000;
const MAX_CONNECTIONS = 20_000;
/**
 * Open responses have this long to end once the process accepts no more requests. The work that follows responses has 6 s more. With
 * `DRAIN_SECONDS=0`, `scripts/stack/child.ts` kills the process 2 s after that.
 */
const STOP_TIMEOUT_MS = 7_000;

/**
 * Serves the site on `PORT [HOSTNAME]`, as `start-web.ts` starts it. SIGTERM lets load balancers see that the process is not ready any
 * more for `DRAIN_SECONDS`, then finishes open requests; SIGINT finishes them at once. With `NODE_ENV=development` Next reloads
 * pages; otherwise it serves the build.
 */
const [port = "3000", hostname] = process.argv.slice(2);
const isDevelopment = env().NODE_ENV === "development";
// As `next start` does: a Server Action that redirects makes a request to this origin, and else to the `Host` of its client.
process.env.__NEXT_PRIVATE_ORIGIN = `http://localhost:${port}`;
const connections = openConnections();
const server = createServer({ ...TIMEOUTS, maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
  connections.note(response);
  measureRequest(request, response);
  traceRequest(request, response, () => void answer(request, response));
});

server.timeout = IDLE_TIMEOUT_MS;
server.maxConnections = MAX_CONNECTIONS;

const app = next({
  dev: isDevelopment,
  dir: fileURLToPath(new URL("../", import.meta.url)),
  port: Number(port),
  // Next handles requests to upgrade on this server: hot reload is a WebSocket. On a server without that handler they are ordinary
  // requests and pass the guard.
  httpServer: isDevelopment ? server : createServer(),
  ...(hostname && { hostname }),
});
await app.prepare();
const renderByNext = app.getRequestHandler();

const pages = createPageCache({ handler: render, refuse: refuseUnavailable });
const watching = await startWatching();
joinCluster(metricsRegistry());
const replica = followReplica((change) => pages.change(change));
const following = isDevelopment
  ? null
  : followPageChanges({ ...pages, change: noteChange }, { url: directDatabaseUrl() });
// The first page after a start takes seconds on a busy machine, because all code is loaded for it.
if (!isDevelopment) await Promise.all(LOCALES.map((locale) => pages.warm(`/${locale}`)));

/** Settings and replica first: pages that are rendered anew show the change. */
function noteChange(change: PageChange) {
  forgetSettingsAfter(change);
  noteChangeForReplica(change);
  pages.change(change);
}

function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const lane = laneOf(pathOf(request));
  if (lane === "public" && !isDevelopment) answerInTime(request, response, { refuse: refuseUnavailable });
  return inLane(lane, () => answerInLane(request, response));
}

async function answerInLane(request: IncomingMessage, response: ServerResponse) {
  try {
    if (guardRequest(request, response)) return;
    if (isWrite(request) && (await refuseWrite(request, response))) return;
    // In development, pages reload when their code changes.
    if (isDevelopment) return await render(request, response);
    if (await pages.serve(request, response)) return;
    answerNotFoundInPlace(request, response, pages.serveNotFound);
    if (isAnsweredHere(pathOf(request))) return await render(request, response);
    const isRendered = await renderInTurn(request, response, { lane: currentLane(), render });
    if (!isRendered) await refuseUnavailable(request, response);
  } catch (error) {
    // Next answers errors of pages and routes itself. Without a handler this one would end the process.
    console.error(error);
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  }
}

/** A declaration, because pages are warmed before this line is reached. */
function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}

/** Answers a request behind the page cache. What that keeps has no id: nothing is logged about it. */
function render(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answerBy = isAnsweredHere(pathOf(request)) ? answerHere : renderByNext;
  return identifyRequest(request, response, () => answerBy(request, response));
}

server.listen(Number(port), hostname, () => console.log(`Listening on port ${port}`));
// Readers see the samples, so the operator must know.
if (!isDevelopment) finishBeforeExit(warnOfSamples(db()));

/** Work scheduled with `after` belongs to its request: Next finishes it in `close`. */
async function stop({ drainMs }: { drainMs: number }) {
  if (!beginStopping()) return;
  connections.endAfterResponses();
  await pause(drainMs);
  beginClosing();
  setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS).unref();
  // Browsers keep the connection for hot reload.
  if (!isDevelopment) await new Promise((resolve) => server.close(resolve));
  await Promise.all([app.close(), finishBackgroundWork(), following?.stop()]);
  replica.stop();
  await Promise.all([closeDatabases(), watching.stop()]);
  process.exit(0);
}

process.on("SIGTERM", () => void stop({ drainMs: isDevelopment ? 0 : env().DRAIN_SECONDS * 1_000 }));
process.on("SIGINT", () => void stop({ drainMs: 0 }));
