import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { newId } from "@/lib/ids";

const ROWS_IN_GROUP = 200;

type Sql = Database["$client"];

/** Inserts the rows of some signatures, and returns how many. */
type Insert = () => Promise<number>;

/**
 * Returns functions that insert the rows of one signature, and of a group of 200, as large as those of signing, in one statement
 * that decides nothing: what the driver and PostgreSQL can do.
 */
export async function rawInserts(db: Database, slug: string): Promise<{ one: Insert; group: Insert }> {
  const sql = db.$client;
  const [petition] = await sql<{ campaignId: string; textId: string }[]>`
    select campaigns.id as "campaignId", petition_texts.id as "textId"
    from campaigns join petition_texts on campaign_id = campaigns.id where slug = ${slug} limit 1`;
  if (!petition) throw new Error(`The campaign ${slug} is missing.`);
  const insert = async (rows: number) => {
    await insertSignatures(sql, { ...petition, rows });
    return rows;
  };
  return { one: () => insert(1), group: () => insert(ROWS_IN_GROUP) };
}

const CONSENTS = JSON.stringify([{ purpose: "signature", wording: "x".repeat(250), version: "1" }]);

type Rows = { campaignId: string; textId: string; rows: number };

async function insertSignatures(sql: Sql, { campaignId, textId, rows }: Rows) {
  const column = (value: () => string) => Array.from({ length: rows }, value);
  const hex = (bytes: number) => column(() => randomBytes(bytes).toString("hex"));
  await sql`
    with input as (
      select id, person_id, mail_id, attempt_id, decode(email_key, 'hex') as email_key, decode(email_cipher, 'hex') as email_cipher
      from unnest(${column(newId)}::uuid[], ${column(newId)}::uuid[], ${column(newId)}::uuid[], ${column(newId)}::uuid[],
                  ${hex(32)}::text[], ${hex(50)}::text[]) as given (id, person_id, mail_id, attempt_id, email_key, email_cipher)
    ),
    person as (
      insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
      select person_id, email_key, 1, email_cipher, 'example.org', 'en' from input
    ),
    signed as (
      insert into signatures (id, campaign_id, supporter_id, petition_text_id, attempt_id, mail_id, name, display, delivered_as, locale,
                              signed_at, confirmation_asked_at, confirmations_asked)
      select id, ${campaignId}::uuid, person_id, ${textId}::uuid, attempt_id, mail_id, 'A Reader', 'anonymous', 'name', 'en', now(), now(), 1
      from input
    ),
    attempt as (
      insert into signature_attempts (signature_id, id, petition_text_id, name, display, delivered_as, locale, consents, attempted_at, asked_at, mail_id)
      select id, attempt_id, ${textId}::uuid, 'A Reader', 'anonymous', 'name', 'en', ${CONSENTS}::text::jsonb, now(), now(), mail_id from input
    )
    insert into outbox_messages (id, topic, subject_id, payload, priority)
    select mail_id, 'signature.confirmation-requested', id, jsonb_build_object('signatureId', id, 'attemptId', attempt_id), 1 from input`;
}
