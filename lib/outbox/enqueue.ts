import type { Transaction } from "@/db/client";
import { outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";

/** A mail to send. The topic is a fact and the payload holds ids only: the text is rendered when the mail is sealed. */
type NewMessage = {
  /** A new id unless given. */
  id?: string;
  topic: string;
  subjectId: string;
  payload: Record<string, string>;
  /** Lower goes first: 0 sign-in, 1 confirmation, 2 already signed, 3 reminder, 4 receipt, 5 news. */
  priority: number;
  /** When the mail was requested, if not at the time of the transaction. */
  createdAt?: Date;
  /** Not sent before this time. */
  sendAfter?: Date;
};

/** Enqueues a mail in the caller's transaction: it is sent if and only if that commits. */
export async function enqueue(tx: Transaction, message: NewMessage): Promise<void> {
  await tx.insert(outboxMessages).values({ ...message, id: message.id ?? newId() });
}

/** Enqueues several mails in one statement. */
export async function enqueueAll(tx: Transaction, messages: NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx
    .insert(outboxMessages)
    .values(messages.map((message) => ({ ...message, id: message.id ?? newId() })));
}
