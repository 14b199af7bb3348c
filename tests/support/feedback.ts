import { eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { MailEvent } from "@/lib/outbox/mail-event-input";
import { recordMailEvent } from "@/lib/outbox/mail-events";
import { start } from "./outbox";

export type EventFields = Partial<MailEvent> & Pick<MailEvent, "type">;

/** Something that the provider tells of a mail. Each call is another event. */
export const aMailEvent = (told: EventFields): MailEvent => ({
  id: newId(),
  messageId: null,
  providerId: "a-mail",
  bounce: told.type === "bounced" ? "permanent" : null,
  at: start,
  ...told,
});

/** What is told to a database, and what came of it there. */
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
