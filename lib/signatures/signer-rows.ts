import type { Database } from "@/db/client";
import { mac } from "@/lib/crypto";
import { newId } from "@/lib/ids";
import { addressRecord } from "@/lib/supporters/address";
import { givenConsents } from "./consent-wording";
import type { SignedPage } from "./find-petitions";
import type { NewSignature } from "./sign-input";

type Sql = Database["$client"];

/**
 * Selects what signers sent, with new ids, numbered from 1 on as `place`. Each column is one parameter, an array. `page` is the
 * number of the page on which they signed.
 */
export function signerRows(
  sql: Sql,
  { signatures, pageNumbers }: { signatures: NewSignature[]; pageNumbers: number[] },
) {
  const rows = signatures.map(toRow);
  const column = <Name extends keyof Row>(name: Name) => rows.map((row) => row[name]);
  return sql`
    select new_id, new_mail_id, new_person_id, decode(email_key, 'hex') as email_key, decode(email_cipher, 'hex') as email_cipher,
           email_domain, name, country, postcode, comment, display, shown_name, delivered_as, locale, callout, digest,
           consents::jsonb as consents, page, place
    from unnest(${column("id")}::uuid[], ${column("mailId")}::uuid[], ${column("personId")}::uuid[], ${column("emailKey")}::text[],
                ${column("emailCipher")}::text[], ${column("emailDomain")}::text[], ${column("name")}::text[],
                ${column("country")}::text[], ${column("postcode")}::text[], ${column("comment")}::text[],
                ${column("display")}::text[], ${column("shownName")}::text[], ${column("deliver")}::text[],
                ${column("locale")}::text[], ${column("callout")}::text[], ${column("digest")}::text[],
                ${column("consents")}::text[], ${pageNumbers}::bigint[])
         with ordinality as sent (new_id, new_mail_id, new_person_id, email_key, email_cipher, email_domain, name, country,
           postcode, comment, display, shown_name, delivered_as, locale, callout, digest, consents, page, place)`;
}

type Row = ReturnType<typeof toRow>;

function toRow(signature: NewSignature) {
  const { email, name, display, deliver, locale } = signature;
  const personId = newId();
  const { emailKey, emailCipher, emailDomain } = addressRecord(email, personId);
  return {
    ...{ id: newId(), mailId: newId(), personId, emailDomain },
    ...{ emailKey: emailKey.toString("hex"), emailCipher: emailCipher.toString("hex") },
    ...{ name, display, deliver, locale },
    country: signature.country ?? null,
    postcode: signature.postcode ?? null,
    comment: signature.comment ?? null,
    shownName: signature.shownName ?? null,
    callout: signature.callout ?? null,
    digest: attemptDigest(signature),
    consents: JSON.stringify(givenConsents(signature)),
  };
}

/**
 * Returns a digest of the address and of everything that the signer typed and agreed to. With the petition text it is the id
 * of the attempt: two attempts with one id say exactly the same.
 */
export function attemptDigest({
  email,
  campaign,
  article,
  callout,
  via,
  channel,
  ...words
}: NewSignature): string {
  return mac("signatures/attempt", JSON.stringify([email.canonical, words, givenConsents(words)])).toString(
    "hex",
  );
}

/** Returns the different pages on which people signed, and for each signature the number of its page, from 1 on. */
export function numberPages(signatures: NewSignature[]) {
  const pages: SignedPage[] = [];
  const known = new Map<string, number>();
  const pageNumbers = signatures.map(({ campaign, text, locale, article, via, channel }) => {
    const page = { campaign, text, locale, article, via, channel };
    const key = JSON.stringify(page);
    const number = known.get(key) ?? pages.push(page);
    known.set(key, number);
    return number;
  });
  return { pages, pageNumbers };
}
