import { eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { MailEvent } from "@/lib/outbox/mail-event-input";
import { recordMailEvent } from "@/lib/outbox/mail-events";
import { start } from "./outbox";

export type EventFields = Partial<MailEvent> & Pick<MailEvent, "type">;

/** Returns an event of the provider about a mail. Each call has a new id. */
export const aMailEvent = (fields: EventFields): MailEvent => ({
  id: newId(),
  messageId: null,
  providerId: "a-mail",
  bounce: fields.type === "bounced" ? "permanent" : null,
  at: start,
  ...fields,
});

/** Functions that record mail events in a database and read their effects. */
export function mailEventsIn(db: Database) {
  async function record(...events: EventFields[]) {
    for (const event of events) await recordMailEvent(db, aMailEvent(event));
  }

  async function getMessageState(messageId: string) {
    const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.id, messageId));
    if (!message) throw new Error("no such message");
    const { providerId, sentAt, deliveredAt, delayedAt, bouncedAt, complainedAt, failedAt, failure } =
      message;
    return { providerId, sentAt, deliveredAt, delayedAt, bouncedAt, complainedAt, failedAt, failure };
  }

  const countPendingEvents = () => db.$count(mailEvents, isNull(mailEvents.appliedAt));

  return { record, getMessageState, countPendingEvents };
}
