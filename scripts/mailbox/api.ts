import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { lastEvent } from "./events";
import type { Faults } from "./faults";
import { type MailInput, type MailSummary, readMail } from "./mail";
import type { ListedMail } from "./mail-index";
import { ApiError, parseJson, readBody, sendJson } from "./responses";
import type { MailStore } from "./store";

const MAX_BATCH = 100;
const MAX_KEY_LENGTH = 256;

export type MailboxParts = {
  store: MailStore;
  faults: Faults;
  /** Called with every mail once it is stored. */
  onAccepted: ((mail: MailSummary) => void)[];
};

/** Handles `POST /emails` and `POST /emails/batch`. Each idempotency key is accepted once. */
export function acceptMails({ store, faults, onAccepted }: MailboxParts) {
  const pendingKeys = new Set<string>();

  return async (request: IncomingMessage, response: ServerResponse, read: (body: unknown) => Reading) => {
    const key = idempotencyKey(request);
    const text = await readBody(request);
    const fingerprint = createHash("sha256").update(`${request.url}\n${text}`).digest("hex");
    const fault = faults.drawFault();

    if (key !== null) {
      const stored = store.index.answerTo(key);
      if (stored && stored.fingerprint !== fingerprint) throw new ApiError("invalid_idempotent_request");
      if (stored) return sendJson(response, 200, stored.body);
      if (pendingKeys.has(key)) throw new ApiError("concurrent_idempotent_requests");
      pendingKeys.add(key);
    }
    try {
      const { mails, answer } = read(parseJson(text));
      let body: unknown;
      const accepted = await store.accept(mails, (ids) => {
        body = answer(ids);
        return key === null ? null : { key, fingerprint, at: Date.now(), body };
      });
      for (const mail of accepted) for (const listener of onAccepted) listener(mail);
      await pause(faults.answerDelayMs());
      if (fault === "drop-answer") return request.socket.destroy();
      sendJson(response, 200, body);
    } finally {
      if (key !== null) pendingKeys.delete(key);
    }
  };
}

function idempotencyKey(request: IncomingMessage): string | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key !== "string" || key.length < 1 || key.length > MAX_KEY_LENGTH)
    throw new ApiError("invalid_idempotency_key");
  return key;
}

type Reading = { mails: MailInput[]; answer: (ids: string[]) => unknown };

export function readSingle(body: unknown): Reading {
  const result = readMail(body);
  if ("fault" in result) throw new ApiError("validation_error", result.fault);
  return { mails: [result.mail], answer: ([id]) => ({ id }) };
}

/** Reads a batch. A strict one fails if any mail is invalid; a permissive one skips invalid mails and reports them. */
export function readBatch(body: unknown, { permissive }: { permissive: boolean }): Reading {
  if (!Array.isArray(body)) throw new ApiError("validation_error", "The body must be an array of emails.");
  if (body.length < 1 || body.length > MAX_BATCH) {
    throw new ApiError("validation_error", `A batch must hold between 1 and ${MAX_BATCH} emails.`);
  }
  const mails: MailInput[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, one] of body.entries()) {
    const result = readMail(one);
    if ("mail" in result) mails.push(result.mail);
    else if (permissive) errors.push({ index, message: result.fault });
    else throw new ApiError("validation_error", result.fault);
  }
  return { mails, answer: (ids) => ({ data: ids.map((id) => ({ id })), ...(permissive && { errors }) }) };
}

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().optional(),
  before: z.string().optional(),
});

/** Handles `GET /emails`: one page of summaries, newest first. */
export function listMails(store: MailStore, query: URLSearchParams) {
  const result = listQuery.safeParse(Object.fromEntries(query));
  if (!result.success) throw new ApiError("validation_error", "`limit` must be between 1 and 100.");
  if (result.data.after && result.data.before) {
    throw new ApiError("validation_error", "Use `after` or `before`, not both.");
  }
  const found = store.index.list(result.data);
  if (!found) throw new ApiError("email_not_found");
  const now = new Date();
  return { object: "list", has_more: found.hasMore, data: found.mails.map((mail) => listEntry(mail, now)) };
}

/** Leaves out the fields that Resend's list does not have, such as tags. */
function listEntry({ headers: _headers, tags: _tags, unread: _unread, ...mail }: ListedMail, now: Date) {
  return { ...mail, last_event: lastEvent(mail, now) };
}

/** Handles `GET /emails/:id`: one mail with its bodies. */
export async function getMail(store: MailStore, id: string) {
  const mail = store.index.find(id)?.mail;
  const bodies = await store.bodiesOf(id);
  if (!mail || !bodies) throw new ApiError("email_not_found");
  return { object: "email", ...mail, ...bodies, last_event: lastEvent(mail, new Date()) };
}
