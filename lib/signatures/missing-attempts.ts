import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/**
 * Stores the attempts of unconfirmed signatures that have none: during a deployment, web processes of the version before
 * `signature_attempts` insert signatures without an attempt. As in migration 0021, the attempt gets the id of its signature.
 */
export async function storeMissingAttempts(tx: Transaction, signatureIds: string[]): Promise<void> {
  if (signatureIds.length === 0) return;
  await tx.execute(sql`
    insert into signature_attempts (signature_id, id, name, country, postcode, comment, display, delivered_as, locale, callout, channel,
      petition_text_id, article_id, share_link_id, consents, attempted_at, asked_at)
    select id, id, name, country, postcode, comment, display, delivered_as, locale, callout, channel,
      petition_text_id, article_id, share_link_id,
      coalesce((select jsonb_agg(jsonb_build_object('purpose', purpose, 'wording', wording, 'version', wording_version))
        from consents where signature_id = signatures.id), '[]'),
      signed_at, confirmation_asked_at
    from signatures
    where id = any(${sql.param(signatureIds)}::uuid[]) and attempt_id is null and confirmed_at is null and withdrawn_at is null
    on conflict do nothing`);
}
