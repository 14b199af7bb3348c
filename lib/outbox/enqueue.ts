import type { Transaction } from "@/db/client";
import { outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";

/** What a mail is about. The topic is a fact, the payload holds ids only: the words are found when the mail is rendered. */
export type NewMessage = {
  topic: string;
  subjectId: string;
  payload: Record<string, string>;
  /** Lower goes first: 0 sign-in, 1 confirmation, 2 already signed, 3 reminder, 5 news. */
  priority: number;
  /** When it is promised, where that is not simply the time of the transaction. */
  createdAt?: Date;
};

/** Promises a mail in the caller's transaction: it is sent once that commits, and only then. */
export async function enqueue(tx: Transaction, message: NewMessage): Promise<void> {
  await tx.insert(outboxMessages).values({ id: newId(), ...message });
}

/** Promises several mails at once, as `enqueue` does one. */
export async function enqueueAll(tx: Transaction, messages: NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.insert(outboxMessages).values(messages.map((message) => ({ id: newId(), ...message })));
}
