import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { ApiError, sendJson } from "../responses";
import type { MailStore } from "../store";
import { framed, viewOf } from "./message";
import { listDeliveryStatuses, page } from "./page";

const MAILS_ON_A_PAGE = 50;

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const require = createRequire(import.meta.url);
const assets: Record<string, { type: string; path: string | URL }> = {
  "base.css": own("base.css", "text/css"),
  "list.css": own("list.css", "text/css"),
  "message.css": own("message.css", "text/css"),
  "watch.js": own("watch.js", "text/javascript"),
  "icon.svg": own("icon.svg", "image/svg+xml"),
  "serif.woff2": font("newsreader", "newsreader-latin-opsz-normal"),
  "sans.woff2": font("schibsted-grotesk", "schibsted-grotesk-latin-wght-normal"),
};

function own(file: string, type: string) {
  return { type, path: new URL(`./${file}`, import.meta.url) };
}

function font(family: string, file: string) {
  return { type: "font/woff2", path: require.resolve(`@fontsource-variable/${family}/files/${file}.woff2`) };
}

/** Handles the pages for people. Returns false for other requests. */
export function mailReader(store: MailStore) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://mailbox");
    const asset = assets[/^\/_reader\/(.+)$/.exec(pathname)?.[1] ?? ""];
    const mailId = /^\/mails\/([^/]+)\/html$/.exec(pathname)?.[1];
    if (asset) send(response, { type: asset.type, body: await readFile(asset.path), policy: pagePolicy });
    else if (pathname === "/") await showPage(store, searchParams, response);
    else if (pathname === "/mails") sendJson(response, 200, currentState(store));
    else if (mailId) await showBody(store, mailId, response);
    else return false;
    return true;
  };
}

async function showPage(store: MailStore, query: URLSearchParams, response: ServerResponse) {
  const id = query.get("id");
  const after = query.get("after") ?? undefined;
  const mail = id === null ? null : store.index.find(id)?.mail;
  const bodies = id === null ? null : await store.bodiesOf(id);
  const found = store.index.list({ limit: MAILS_ON_A_PAGE, after });
  if (!found || (id !== null && !mail)) {
    response.writeHead(303, { location: "/" });
    response.end();
    return;
  }
  if (mail) await store.markRead(mail.id);
  const open = mail && bodies ? { mail, bodies, view: viewOf(query.get("view"), bodies) } : null;
  const listed = found.mails.map((one) => (one.id === mail?.id ? { ...one, unread: false } : one));
  const body = page({
    mails: listed,
    hasMore: found.hasMore,
    counts: store.index.count(),
    open,
    after,
    now: new Date(),
  });
  send(response, { type: "text/html", body: body.text, policy: pagePolicy });
}

async function showBody(store: MailStore, id: string, response: ServerResponse) {
  const bodies = await store.bodiesOf(id);
  if (bodies?.html == null) throw new ApiError("email_not_found");
  send(response, { type: "text/html", body: framed(bodies.html), policy: mailPolicy });
}

/** Returns what a page compares with its own state to detect changes. */
function currentState(store: MailStore) {
  const mails = store.index.list({ limit: MAILS_ON_A_PAGE })?.mails ?? [];
  return {
    newest: mails[0]?.id ?? null,
    statuses: listDeliveryStatuses(mails, new Date()),
    ...store.index.count(),
  };
}

function send(
  response: ServerResponse,
  { type, body, policy }: { type: string; body: string | Buffer; policy: string },
) {
  const isImmutable = type.startsWith("font/");
  response.writeHead(200, {
    "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "cache-control": isImmutable ? "public, max-age=604800" : "no-store",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
