import type { MailSummary } from "./mail";

/** The events of a mail, as Resend names them. */
export type EventName =
  | "sent"
  | "delivered"
  | "delivery_delayed"
  | "bounced"
  | "complained"
  | "suppressed"
  | "failed";

export type MailEvent = { name: EventName; at: Date };

/** The fields of a mail that determine its events. */
type MailKey = Pick<MailSummary, "id" | "to" | "created_at">;

/** The events after "sent", by the beginning of the local part of the address. All other mails are delivered. */
const outcomes: [begins: string, EventName[]][] = [
  ["bounced", ["bounced"]],
  ["delayed", ["delivery_delayed", "delivered"]],
  ["complained", ["delivered", "complained"]],
  ["suppressed", ["suppressed"]],
  ["failed", ["failed"]],
];

const FIRST_EVENT_DELAY_MS = { min: 200, max: 800 };
const NEXT_EVENT_DELAY_MS = 2_000;

/**
 * Returns all events of a mail, past and future. They are computed from its address, time and id, so they are not stored and are
 * the same after a restart.
 */
export function eventsOf(mail: MailKey): MailEvent[] {
  const localPart = addressIn(mail.to[0] ?? "").toLowerCase();
  const events = outcomes.find(([begins]) => localPart.startsWith(begins))?.[1] ?? ["delivered"];
  const acceptedAt = Date.parse(mail.created_at);
  const { min, max } = FIRST_EVENT_DELAY_MS;
  const firstAt = acceptedAt + min + (max - min) * fractionOf(mail.id);
  return [
    { name: "sent", at: new Date(acceptedAt) },
    ...events.map((name, place) => ({ name, at: new Date(firstAt + place * NEXT_EVENT_DELAY_MS) })),
  ];
}

/** Returns the latest event of a mail. */
export function lastEvent(mail: MailKey, now: Date): EventName {
  return eventsOf(mail).findLast(({ at }) => at <= now)?.name ?? "sent";
}

/** Returns the address of a mailbox: “ada@example.org” of “Ada <ada@example.org>”. */
function addressIn(mailbox: string): string {
  return /<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();
}

/** Maps an id to a number between 0 and 1. */
function fractionOf(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) / 2 ** 32;
}
