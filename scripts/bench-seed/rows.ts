import { seal } from "@/lib/crypto";
import { newShareCode } from "@/lib/ids";
import { EMAIL_KEY_VERSION, emailKeyOf } from "@/lib/supporters/address";
import type { BenchCampaign } from "./bench-campaign";
import type { Field } from "./copy-rows";
import type { Signer } from "./signers";

const timestamp = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Encrypts the address as `addressRecord` does, without parsing it: these addresses are canonical. */
function encryptAddress({ nth, person, supporterId }: Signer) {
  const address = `bench-${nth + 1}@${person.host}`;
  return { emailKey: emailKeyOf(address), emailCipher: seal("supporters/address", address, supporterId) };
}

export const SUPPORTER_COLUMNS =
  "id email_key email_key_version email_cipher email_domain name country locale verified_at created_at".split(
    " ",
  );

export function supporterRow(signer: Signer): Field[] {
  const { emailKey, emailCipher } = encryptAddress(signer);
  const { emailDomain, name, country, locale } = signer.person;
  const confirmedFields = signer.confirmedAt === null ? [null, null] : [name, country];
  return [
    signer.supporterId,
    emailKey,
    EMAIL_KEY_VERSION,
    emailCipher,
    emailDomain,
    ...confirmedFields,
    locale,
    timestamp(signer.confirmedAt),
    timestamp(signer.at),
  ];
}

export const SIGNATURE_COLUMNS =
  "id campaign_id supporter_id petition_text_id name country comment display delivered_as locale article_id callout share_link_id channel signed_at confirmation_asked_at confirmations_asked reminded_at confirmed_at withdrawn_at quarantined_at".split(
    " ",
  );

export function signatureRow({ campaignId }: BenchCampaign, signer: Signer): Field[] {
  const { person, at, remindedAt } = signer;
  return [
    signer.signatureId,
    campaignId,
    signer.supporterId,
    signer.textId,
    person.name,
    person.country,
    signer.comment,
    signer.display,
    "name",
    person.locale,
    signer.article,
    signer.callout,
    signer.link?.id ?? null,
    signer.link?.channel ?? null,
    timestamp(at),
    timestamp(remindedAt ?? at),
    remindedAt === null ? 1 : 2,
    timestamp(remindedAt),
    timestamp(signer.confirmedAt),
    timestamp(signer.withdrawnAt),
    timestamp(signer.quarantinedAt),
  ];
}

export const LINK_COLUMNS =
  "id code campaign_id article_id owner_signature_id parent_id channel locale created_at".split(" ");

export function linkRow(
  { campaignId }: BenchCampaign,
  { signatureId, article, link, own, person }: Signer,
): Field[] {
  if (!own) throw new Error("this signer has no link");
  return [
    own.id,
    newShareCode(),
    campaignId,
    article,
    signatureId,
    link?.id ?? null,
    own.channel,
    person.locale,
    timestamp(own.at),
  ];
}
