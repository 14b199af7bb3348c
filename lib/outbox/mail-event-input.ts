import { z } from "zod";
import type { MAIL_EVENTS, mailEvents } from "@/db/schema";
import { isId } from "@/lib/ids";
import { messageIdOf } from "./sealed-request";

/** An event that the provider reports about a mail, in our terms and without its recipient. */
export type MailEvent = Required<
  Pick<typeof mailEvents.$inferInsert, "id" | "type" | "messageId" | "providerId" | "bounce" | "at">
>;

/** Resend's names for the events that we use. Others are ignored. */
const TYPES = new Map<string, (typeof MAIL_EVENTS)[number]>([
  ["email.sent", "sent"],
  ["email.delivered", "delivered"],
  ["email.delivery_delayed", "delayed"],
  ["email.bounced", "bounced"],
  ["email.complained", "complained"],
  ["email.failed", "failed"],
  ["email.suppressed", "suppressed"],
]);

/** Printable ASCII. PostgreSQL could not store some other characters. */
const PROVIDER_ID = /^[\x21-\x7e]{1,100}$/;
const MAX_TIME_LENGTH = 64;

const envelope = z.object({ type: z.string() });

/** Documented as a list of names and values, but sent as an object. */
const tags = z.union([
  z.array(z.object({ name: z.string(), value: z.string() })),
  z
    .record(z.string(), z.string())
    .transform((byName) => Object.entries(byName).map(([name, value]) => ({ name, value }))),
]);

const payload = z.object({
  created_at: z.string().max(MAX_TIME_LENGTH).optional().catch(undefined),
  data: z.object({
    email_id: z.string().regex(PROVIDER_ID),
    tags: tags.optional().catch(undefined),
    bounce: z.object({ type: z.string() }).optional().catch(undefined),
  }),
});

/**
 * Parses a webhook of Resend. `ignored`: an event that we do not use, or one of a mail whose tags show that another system
 * sent it from the same account. `malformed`: an event that we use, with missing fields.
 */
export function readMailEvent(
  body: unknown,
  { id, now }: { id: string; now: Date },
): MailEvent | "ignored" | "malformed" {
  const outer = envelope.safeParse(body);
  if (!outer.success) return "malformed";
  const type = TYPES.get(outer.data.type);
  if (!type) return "ignored";
  const inner = payload.safeParse(body);
  if (!inner.success) return "malformed";
  const { created_at, data } = inner.data;
  const messageId = messageIdOf(data.tags);
  // All our mails are tagged. An event without tags is matched by the provider's id later.
  if (data.tags?.length && !(messageId && isId(messageId))) return "ignored";
  const bounce = type === "bounced" ? bounceOf(data.bounce?.type) : null;
  return { id, type, messageId, providerId: data.email_id, bounce, at: eventTime(created_at, now) };
}

/**
 * Resend documents a bounce as a permanent rejection, so a bounce without a type is permanent. Temporary, Transient and
 * Undetermined are not.
 */
function bounceOf(type = "permanent"): MailEvent["bounce"] {
  return type.toLowerCase() === "permanent" ? "permanent" : "transient";
}

const MAX_EVENT_AGE_DAYS = 30;

/**
 * Returns the time of an event by the provider's clock, limited to the last 30 days and the present. A wrong time is no
 * reason to refuse an event: only figures depend on it, and a bounce is a bounce.
 */
function eventTime(reported: string | undefined, now: Date): Date {
  const time = Date.parse(reported ?? "");
  if (Number.isNaN(time)) return now;
  const earliest = now.getTime() - MAX_EVENT_AGE_DAYS * 24 * 3_600_000;
  return new Date(Math.min(now.getTime(), Math.max(earliest, time)));
}
