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
  /** 0 takes a free one. */
  port?: number;
  /** Without one, only programs of this machine get an answer: whoever reads the mails can sign in as staff. */
  host?: string;
  /** Requests a second, over all senders. */
  perSecond?: number;
  faults?: FaultPlan;
  onAccepted?: MailboxParts["onAccepted"];
  /** Who is told what happens to the mails; without one, nobody is. */
  webhooks?: WebhookTarget;
};

export type RunningMailbox = { url: string; port: number; stop: () => Promise<void> };

const UNLIMITED_PER_SECOND = 1_000_000;
const FINISH_ANSWERS_WITHIN_MS = 2_000;
const RETELL_MS = 10 * 60 * 1_000;
const MOST_RETOLD = 1_000;

/** Starts the mailbox: a server that speaks the part of Resend's API we use, and shows the mails to people. */
export async function startMailbox(options: MailboxOptions): Promise<RunningMailbox> {
  const store = await MailStore.open(options.directory);
  const faults = planFaults(options.faults);
  const webhooks = options.webhooks && tellOf(store, { faults, target: options.webhooks });
  const onAccepted = [...(options.onAccepted ?? []), ...(webhooks ? [webhooks.follow] : [])];
  const calls = logCalls();
  const limit = limitRate(options.perSecond ?? UNLIMITED_PER_SECOND);
  const answer = routes({ store, faults, onAccepted, calls, limit });
  const servers = await listen(options, (request, response) => {
    const answering = calls.arrived(request, response);
    answer(request, response).catch((error: unknown) => {
      answering();
      if (error instanceof ApiError) return refuse(response, error);
      console.error(error);
      refuse(response, new ApiError("internal_server_error"));
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

/** Tells of the mails to come, and again of those whose telling a restart may have cut off: their events keep their ids. */
function tellOf(
  store: MailStore,
  { faults, target }: { faults: Faults; target: WebhookTarget },
): WebhookSender {
  const webhooks = startWebhooks({ target, faults, find: (id) => store.index.find(id)?.mail });
  const since = new Date(Date.now() - RETELL_MS).toISOString();
  const latest = store.index.list({ limit: MOST_RETOLD })?.mails ?? [];
  for (const mail of latest.toReversed()) if (mail.created_at > since) webhooks.follow(mail);
  return webhooks;
}

/** One server for each address, all on the same port: `localhost` may mean either of two. */
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
  const patience = setTimeout(() => server.closeAllConnections(), FINISH_ANSWERS_WITHIN_MS);
  await closed;
  clearTimeout(patience);
}

function refuse(response: ServerResponse, refusal: ApiError) {
  if (refusal instanceof TooManyRequests) response.setHeader("retry-after", refusal.retryAfter);
  if (refusal.status === 413) response.setHeader("connection", "close");
  sendError(response, refusal);
}

type RouteParts = MailboxParts & { calls: CallLog; limit: (response: ServerResponse) => void };

function routes({ calls, limit, ...parts }: RouteParts) {
  const { store, faults } = parts;
  const takeIn = acceptMails(parts);
  const readByPeople = mailReader(store);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://mailbox");
    const route = `${request.method} ${pathname}`;
    if (route === "POST /_faults") {
      faults.plan(readFaultPlan(parseJson(await readBody(request))));
      return sendJson(response, 200, { object: "faults" });
    }
    if (route === "GET /_calls") return sendJson(response, 200, { object: "list", data: calls.list() });
    if (await readByPeople(request, response)) return;
    requireToken(request);
    limit(response);
    if (route === "POST /emails") return void (await takeIn(request, response, readSingle));
    if (route === "POST /emails/batch") {
      const permissive = request.headers["x-batch-validation"] === "permissive";
      return void (await takeIn(request, response, (body) => readBatch(body, { permissive })));
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
