import type { MailSummary } from "./mail";

/** What befalls a mail, in the provider's words. */
export type EventName =
  | "sent"
  | "delivered"
  | "delivery_delayed"
  | "bounced"
  | "complained"
  | "suppressed"
  | "failed";

export type MailEvent = { name: EventName; at: Date };

/** What decides what befalls a mail. */
type MailKey = Pick<MailSummary, "id" | "to" | "created_at">;

/** What follows "sent", by how the local part of the address begins. All others are delivered. */
const fates: [begins: string, EventName[]][] = [
  ["bounced", ["bounced"]],
  ["delayed", ["delivery_delayed", "delivered"]],
  ["complained", ["delivered", "complained"]],
  ["suppressed", ["suppressed"]],
  ["failed", ["failed"]],
];

const FIRST_PAUSE_MS = { least: 200, most: 800 };
/** A delay lasts, and people need a moment to complain. */
const NEXT_PAUSE_MS = 2_000;

/**
 * All that ever happens to a mail, and when. It follows from the mail's address, time and id alone, so nothing of it has to be
 * kept: after a restart the same mail has had the same fate.
 */
export function eventsOf(mail: MailKey): MailEvent[] {
  const localPart = addressIn(mail.to[0] ?? "").toLowerCase();
  const fate = fates.find(([begins]) => localPart.startsWith(begins))?.[1] ?? ["delivered"];
  const acceptedAt = Date.parse(mail.created_at);
  const { least, most } = FIRST_PAUSE_MS;
  const firstAt = acceptedAt + least + (most - least) * shareFrom(mail.id);
  return [
    { name: "sent", at: new Date(acceptedAt) },
    ...fate.map((name, place) => ({ name, at: new Date(firstAt + place * NEXT_PAUSE_MS) })),
  ];
}

/** What happened to a mail last. */
export function lastEvent(mail: MailKey, now: Date): EventName {
  return eventsOf(mail).findLast(({ at }) => at <= now)?.name ?? "sent";
}

/** “ada@example.org” of “Ada <ada@example.org>”. */
function addressIn(mailbox: string): string {
  return /<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();
}

/** A number between 0 and 1 that a random id always gives. */
function shareFrom(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) / 2 ** 32;
}
