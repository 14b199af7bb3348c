import { inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signInRequests } from "@/db/schema";
import { open, seal } from "@/lib/crypto";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { createSignInLink } from "./sign-in-link";

const PURPOSE = "auth/sign-in-request";
/** The requests that one call of `answerSignInRequests` answers at most. */
export const ANSWER_BATCH_SIZE = 100;

/**
 * Records a request for a sign-in link, in one insert that is the same for every address, so that its time does not reveal
 * who belongs to staff. The worker does the rest. The address is stored encrypted.
 */
export async function recordSignInRequest(
  db: Database,
  { email, locale, now }: { email: string; locale: Locale; now: Date },
): Promise<void> {
  const id = newId();
  await db.insert(signInRequests).values({
    id,
    emailCipher: seal(PURPOSE, email, id),
    locale,
    requestedAt: now,
  });
}

/**
 * Creates the sign-in links of the oldest recorded requests, each in one transaction with the removal of its request. Several
 * workers may do so at once. Returns how many requests were answered.
 */
export async function answerSignInRequests(db: Database, { now }: { now: Date }): Promise<number> {
  let answered = 0;
  while (answered < ANSWER_BATCH_SIZE && (await answerNext(db, now))) answered += 1;
  return answered;
}

function answerNext(db: Database, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const oldest = tx
      .select({ id: signInRequests.id })
      .from(signInRequests)
      .orderBy(signInRequests.id)
      .limit(1)
      .for("update", { skipLocked: true });
    const [request] = await tx.delete(signInRequests).where(inArray(signInRequests.id, oldest)).returning();
    if (!request) return false;
    // Null if APP_SECRET was changed meanwhile: the address cannot be known any more.
    const email = open(PURPOSE, request.emailCipher, request.id);
    if (email) await createSignInLink(tx, { email, now, locale: localeOrDefault(request.locale) });
    return true;
  });
}
