import type postgres from "postgres";

/**
 * Returns the SQL that stores the consents of confirmed attempts, for use in the statement that confirms them, which must contain
 * all parts under these names. They take the place of any that were stored with an earlier attempt: until November 2026 consents
 * were stored when someone signed. `source` has the columns `id` (of the signature), `attempt_id`, `locale` and `signed_at`.
 */
export function consentFragments(tag: postgres.Sql, source: postgres.Fragment) {
  return {
    given: tag`
      select source.id as signature_id, purpose, replace(wording, '{target}', coalesce(text.target, '')) as wording, version,
             source.locale, signed_at as at
      from (${source}) source
      join signature_attempts attempt on attempt.signature_id = source.id and attempt.id = source.attempt_id
      left join petition_texts text on text.id = attempt.petition_text_id
      cross join lateral jsonb_to_recordset(consents) as given (purpose text, wording text, version text)`,
    earlier: tag`
      delete from consents using (${source}) source
      where consents.signature_id = source.id
        and not exists (select from given where given.signature_id = consents.signature_id and given.purpose = consents.purpose)`,
    stored: tag`
      insert into consents (signature_id, purpose, wording, wording_version, locale, at)
      select signature_id, purpose, wording, version, locale, at from given
      on conflict (signature_id, purpose) do update
        set wording = excluded.wording, wording_version = excluded.wording_version, locale = excluded.locale, at = excluded.at`,
  };
}
