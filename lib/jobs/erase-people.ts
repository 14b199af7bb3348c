import type { Database, Transaction } from "@/db/client";
import { renderErased } from "@/lib/email/own-mails";
import { env } from "@/lib/env";
import { traceOf } from "@/lib/failures";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { erasePerson, type Leaving, listWaitingErasures } from "@/lib/me/erasure";
import { enqueue } from "@/lib/outbox/enqueue";
import { insertBatch } from "@/lib/outbox/seal";
import { withMessageTag } from "@/lib/outbox/sealed-request";
import { mePath } from "@/lib/paths";
import { openAddress } from "@/lib/supporters/address";
import { getRecipient } from "@/lib/supporters/recipient";
import { addressTo, mailSender } from "./compose-mails";

/** People that one run erases. */
const ERASURE_BATCH_SIZE = 20;

/**
 * Erases the people who asked for it, each in a transaction of their own: one that fails is logged and tried again in the next run,
 * and keeps none of the others waiting. Returns how many were tried.
 */
export async function erasePeople(db: Database, { now }: { now: Date }): Promise<number> {
  const waiting = await listWaitingErasures(db, { limit: ERASURE_BATCH_SIZE });
  for (const id of waiting) {
    try {
      await db.transaction((tx) =>
        erasePerson(tx, { id, now, bidFarewell: (person) => sealLastMail(tx, { person, now }) }),
      );
    } catch (error) {
      log().error({ erasureId: id, cause: traceOf(error) }, "a person could not be erased");
    }
  }
  return waiting.length;
}

/**
 * Seals the mail that says so, in a batch of its own: afterwards nobody knows the address. The batch is encrypted, and its content is
 * deleted when the provider has accepted it.
 */
async function sealLastMail(tx: Transaction, { person, now }: { person: Leaving; now: Date }) {
  const { id: supporterId, emailCipher, locale } = person;
  const recipient = await getRecipient(tx, supporterId);
  if (!recipient || recipient.isSuppressed) return;
  const content = await renderErased({ ...mailSender(), locale, ownUrl: env().APP_URL + mePath(locale) });
  const id = newId();
  const mail = addressTo(openAddress(emailCipher, supporterId), content);
  // About nobody who could still be found.
  await enqueue(tx, { id, topic: "supporter.erased", subjectId: id, payload: {}, priority: 1 });
  await insertBatch(tx, { members: [{ id, mail: withMessageTag(mail, id) }], priority: 1, now });
}
