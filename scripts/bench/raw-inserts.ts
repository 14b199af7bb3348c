import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { newId } from "@/lib/ids";

/**
 * Returns a function that inserts the rows of one signature, as large as those of signing, in one statement that decides
 * nothing: what the driver and PostgreSQL can do for one statement per request.
 */
export async function rawInserts(db: Database, slug: string): Promise<() => Promise<boolean>> {
  const sql = db.$client;
  const [petition] = await sql<{ campaignId: string; textId: string }[]>`
    select campaigns.id as "campaignId", petition_texts.id as "textId"
    from campaigns join petition_texts on campaign_id = campaigns.id where slug = ${slug} limit 1`;
  if (!petition) throw new Error(`The campaign ${slug} is missing.`);
  const { campaignId, textId } = petition;
  const consents = JSON.stringify([{ purpose: "signature", wording: "x".repeat(250), version: "1" }]);
  return async () => {
    const [id, personId, mailId, attemptId] = [newId(), newId(), newId(), newId()];
    await sql`
      with person as (
        insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
        values (${personId}, ${randomBytes(32)}, 1, ${randomBytes(50)}, 'example.org', 'en')
      ),
      signed as (
        insert into signatures (id, campaign_id, supporter_id, petition_text_id, attempt_id, mail_id, name, display, delivered_as, locale,
                                signed_at, confirmation_asked_at, confirmations_asked)
        values (${id}, ${campaignId}, ${personId}, ${textId}, ${attemptId}, ${mailId}, 'A Reader', 'anonymous', 'name', 'en', now(), now(), 1)
      ),
      attempt as (
        insert into signature_attempts (signature_id, id, petition_text_id, name, display, delivered_as, locale, consents, attempted_at, asked_at, mail_id)
        values (${id}, ${attemptId}, ${textId}, 'A Reader', 'anonymous', 'name', 'en', ${consents}::text::jsonb, now(), now(), ${mailId})
      )
      insert into outbox_messages (id, topic, subject_id, payload, priority)
      values (${mailId}, 'signature.confirmation-requested', ${id}, jsonb_build_object('signatureId', ${id}::text, 'attemptId', ${attemptId}::text), 1)`;
    return true;
  };
}
