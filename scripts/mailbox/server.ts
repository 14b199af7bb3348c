import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { loopbackAddresses } from "../stack/loopback";
import { acceptMails, getMail, listMails, type MailboxParts, readBatch, readSingle } from "./api";
import { type CallLog, logCalls } from "./calls";
import { type FaultPlan, type Faults, faultPlan, planFaults } from "./faults";
import { limitRate } from "./rate-limit";
import { mailReader } from "./reader/routes";
import { ApiError, parseJson, readBody, sendError, sendJson, TooManyRequests } from "./responses";
import { MailStore } from "./store";
import { startWebhooks, type WebhookSender, type WebhookTarget } from "./webhooks/sender";

export type MailboxOptions = {
  directory: string;
  /** 0 selects a free port. */
  port?: number;
  /** By default only this machine can connect, because the mails contain sign-in links of staff. */
  host?: string;
  /** The rate limit, over all senders. */
  perSecond?: number;
  faults?: FaultPlan;
  onAccepted?: MailboxParts["onAccepted"];
  /** The receiver of delivery events. Without it, none are sent. */
  webhooks?: WebhookTarget;
};

export type RunningMailbox = { url: string; port: number; stop: () => Promise<void> };

const UNLIMITED_PER_SECOND = 1_000_000;
const CLOSE_TIMEOUT_MS = 2_000;
const REPLAY_WINDOW_MS = 10 * 60 * 1_000;
const MAX_REPLAYED_MAILS = 1_000;

/** Starts the mailbox: a server with the part of Resend's API that we use, and pages that show the mails. */
export async function startMailbox(options: MailboxOptions): Promise<RunningMailbox> {
  const store = await MailStore.open(options.directory);
  const faults = planFaults(options.faults);
  const webhooks = options.webhooks && startWebhooksOf(store, { faults, target: options.webhooks });
  const onAccepted = [...(options.onAccepted ?? []), ...(webhooks ? [webhooks.sendWebhooksOf] : [])];
  const calls = logCalls();
  const limit = limitRate(options.perSecond ?? UNLIMITED_PER_SECOND);
  const answer = routes({ store, faults, onAccepted, calls, limit });
  const servers = await listen(options, (request, response) => {
    const markAnswered = calls.arrived(request, response);
    answer(request, response).catch((error: unknown) => {
      markAnswered();
      if (error instanceof ApiError) return respondWithError(response, error);
      console.error(error);
      respondWithError(response, new ApiError("internal_server_error"));
    });
  });
  const port = portOf(servers[0]);
  const stop = async () => {
    webhooks?.stop();
    await Promise.all(servers.map(close));
    await store.close();
  };
  return { url: `http://127.0.0.1:${port}`, port, stop };
}

/** Sends webhooks for new mails, and again for recent ones that a restart may have interrupted. Their events keep their ids. */
function startWebhooksOf(
  store: MailStore,
  { faults, target }: { faults: Faults; target: WebhookTarget },
): WebhookSender {
  const webhooks = startWebhooks({ target, faults, find: (id) => store.index.find(id)?.mail });
  const since = new Date(Date.now() - REPLAY_WINDOW_MS).toISOString();
  const latest = store.index.list({ limit: MAX_REPLAYED_MAILS })?.mails ?? [];
  for (const mail of latest.toReversed()) if (mail.created_at > since) webhooks.sendWebhooksOf(mail);
  return webhooks;
}

/** Starts one server for each address, all on the same port: `localhost` may be an IPv4 or IPv6 address. */
async function listen({ host, port = 0 }: MailboxOptions, answer: RequestListener): Promise<Server[]> {
  const servers: Server[] = [];
  try {
    for (const address of host ? [host] : loopbackAddresses()) {
      const server = createServer(answer).listen(port || portOf(servers[0]), address);
      await once(server, "listening");
      servers.push(server);
    }
    return servers;
  } catch (error) {
    await Promise.all(servers.map(close));
    throw error;
  }
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function close(server: Server) {
  const closed = once(server, "close");
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}

function respondWithError(response: ServerResponse, error: ApiError) {
  if (error instanceof TooManyRequests) response.setHeader("retry-after", error.retryAfter);
  if (error.status === 413) response.setHeader("connection", "close");
  sendError(response, error);
}

type RouteParts = MailboxParts & { calls: CallLog; limit: (response: ServerResponse) => void };

function routes({ calls, limit, ...parts }: RouteParts) {
  const { store, faults } = parts;
  const accept = acceptMails(parts);
  const serveReader = mailReader(store);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://mailbox");
    const route = `${request.method} ${pathname}`;
    if (route === "POST /_faults") {
      faults.plan(readFaultPlan(parseJson(await readBody(request))));
      return sendJson(response, 200, { object: "faults" });
    }
    if (route === "GET /_calls") return sendJson(response, 200, { object: "list", data: calls.list() });
    if (await serveReader(request, response)) return;
    requireToken(request);
    limit(response);
    if (route === "POST /emails") return void (await accept(request, response, readSingle));
    if (route === "POST /emails/batch") {
      const permissive = request.headers["x-batch-validation"] === "permissive";
      return void (await accept(request, response, (body) => readBatch(body, { permissive })));
    }
    if (route === "GET /emails") return sendJson(response, 200, listMails(store, searchParams));
    if (route === "DELETE /emails") {
      await store.clear();
      return sendJson(response, 200, { object: "list", deleted: true });
    }
    const id = /^\/emails\/([^/]+)$/.exec(pathname)?.[1];
    if (request.method === "GET" && id) return sendJson(response, 200, await getMail(store, id));
    throw new ApiError(id || pathname === "/emails" ? "method_not_allowed" : "not_found");
  };
}

function readFaultPlan(body: unknown): FaultPlan {
  const result = faultPlan.safeParse(body);
  if (!result.success) throw new ApiError("validation_error", result.error.issues[0]?.message);
  return result.data;
}

function requireToken(request: IncomingMessage) {
  if (!/^Bearer\s+\S/i.test(request.headers.authorization ?? "")) throw new ApiError("missing_api_key");
}
