import { z } from "zod";
import type { MAIL_EVENTS, mailEvents } from "@/db/schema";
import { isId } from "@/lib/ids";
import { messageOf } from "./sealed-request";

/** Something that the provider tells of a mail, in our words and without whom it was to. */
export type MailEvent = Required<
  Pick<typeof mailEvents.$inferInsert, "id" | "type" | "messageId" | "providerId" | "bounce" | "at">
>;

/** Resend's names for what we want to know. It has more, and gets more: none of those is an error. */
const TYPES = new Map<string, (typeof MAIL_EVENTS)[number]>([
  ["email.sent", "sent"],
  ["email.delivered", "delivered"],
  ["email.delivery_delayed", "delayed"],
  ["email.bounced", "bounced"],
  ["email.complained", "complained"],
  ["email.failed", "failed"],
  ["email.suppressed", "suppressed"],
]);

/** Printable ASCII: an id with anything else in it is none, and some of it PostgreSQL would not store. */
const PROVIDER_ID = /^[\x21-\x7e]{1,100}$/;
const LONGEST_TIME = 64;

const envelope = z.object({ type: z.string() });

/** Documented as a list of names and values; sent as an object of them. */
const tags = z.union([
  z.array(z.object({ name: z.string(), value: z.string() })),
  z
    .record(z.string(), z.string())
    .transform((byName) => Object.entries(byName).map(([name, value]) => ({ name, value }))),
]);

const payload = z.object({
  created_at: z.string().max(LONGEST_TIME).optional().catch(undefined),
  data: z.object({
    email_id: z.string().regex(PROVIDER_ID),
    tags: tags.optional().catch(undefined),
    bounce: z.object({ type: z.string() }).optional().catch(undefined),
  }),
});

/**
 * What Resend's webhook says. `ignored`: an event that we have no use for, or one of a mail that somebody else sent from the
 * same account, as its tags tell. `malformed`: an event that we know, without what it needs.
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
  const messageId = messageOf(data.tags);
  // All our mails are tagged. Where no tag is told, only the provider's id can say whose the mail is.
  if (data.tags?.length && !(messageId && isId(messageId))) return "ignored";
  const bounce = type === "bounced" ? bounceOf(data.bounce?.type) : null;
  return { id, type, messageId, providerId: data.email_id, bounce, at: eventTime(created_at, now) };
}

/** Resend documents a bounce as a permanent rejection, so one without a type is that; Temporary, Transient and Undetermined are not. */
function bounceOf(type = "permanent"): MailEvent["bounce"] {
  return type.toLowerCase() === "permanent" ? "permanent" : "transient";
}

const EVENTS_REACH_BACK_DAYS = 30;

/**
 * When it happened, as the provider's clock says, within bounds: nothing has happened in the future, and what is older
 * than the events that we keep is not told for the first time. An event is not refused for its time, which only
 * figures hang on: that an address bounced is true whatever the clock said.
 */
function eventTime(told: string | undefined, now: Date): Date {
  const time = Date.parse(told ?? "");
  if (Number.isNaN(time)) return now;
  const earliest = now.getTime() - EVENTS_REACH_BACK_DAYS * 24 * 3_600_000;
  return new Date(Math.min(now.getTime(), Math.max(earliest, time)));
}
