import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { ShownConsent } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { nameTarget } from "./consent-wording";

type Given = {
  signatureId: string;
  consents: ShownConsent[];
  target: string;
  locale: Locale | string;
  at: Date;
};

/**
 * Stores the consents of the confirmed attempt. Replaces consents that versions before November 2026 stored at signing.
 */
export async function recordConsents(
  tx: Transaction,
  { signatureId, consents, target, locale, at }: Given,
): Promise<void> {
  const given = JSON.stringify(
    consents.map(({ wording, ...consent }) => ({
      ...consent,
      wording: nameTarget(wording, target),
    })),
  );
  await tx.execute(sql`
    with given as (
      select purpose, wording, version from jsonb_to_recordset(${given}::jsonb) as given (purpose text, wording text, version text)
    ),
    earlier as (
      delete from consents where signature_id = ${signatureId} and purpose not in (select purpose from given)
    )
    insert into consents (signature_id, purpose, wording, wording_version, locale, at)
    select ${signatureId}::uuid, purpose, wording, version, ${locale}, ${at.toISOString()}::timestamptz from given
    on conflict (signature_id, purpose) do update
      set wording = excluded.wording, wording_version = excluded.wording_version, locale = excluded.locale, at = excluded.at`);
}
