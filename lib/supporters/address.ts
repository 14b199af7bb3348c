import { domainToASCII } from "node:url";
import normalizeEmail from "validator/lib/normalizeEmail.js";
import { mac, open, seal } from "@/lib/crypto";
import { MAX_ADDRESS_LENGTH } from "./address-length";

/** The version of the key behind `emailKey`. A new key is a new version; old rows are re-keyed when they are used. */
export const EMAIL_KEY_VERSION = 1;

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i; // RFC 5321's Dot-string
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** What `domainToASCII` would cut off or decode, as in a URL: `b.test?cc=z`. */
const NOT_IN_DOMAIN = /[\0-,/:-@[-`{-\x7f]/;
/** Invisible characters that word processors and messengers add to a pasted address. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Parses an address into the form that is mailed: compatibility forms folded (NFKC), invisible characters
 * dropped, the domain in lower-case ASCII. Returns null for an invalid address.
 */
export function parseAddress(raw: string): string | null {
  const [local, domain, ...rest] = raw.normalize("NFKC").replace(INVISIBLE, "").trim().split("@");
  if (!local || !domain || rest.length > 0 || NOT_IN_DOMAIN.test(domain.toLowerCase())) return null;
  const ascii = domainToASCII(domain.toLowerCase().replace(/\.$/, ""));
  const address = `${local}@${ascii}`;
  const fits = address.length <= MAX_ADDRESS_LENGTH && local.length <= 64;
  return fits && LOCAL_PART.test(local) && DOMAIN.test(ascii) ? address : null;
}

/** Providers that validator.js does not know, with all domains of the same mailboxes. */
const MORE_PROVIDERS = [
  { domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"], ignored: /[._-]/g },
  { domains: ["fastmail.com", "fastmail.fm"], ignored: null },
  { domains: ["icloud.com", "me.com", "mac.com"], ignored: null },
];

/** An address as typed (`address`, to be mailed) and the one spelling of its mailbox (`canonical`, to be looked up). */
export type EmailAddress = { address: string; canonical: string };

/** Parses and canonicalises an address. Returns null for an invalid one. */
export function parseEmailAddress(raw: string): EmailAddress | null {
  const address = parseAddress(raw);
  const canonical = address && canonicalize(address);
  return canonical ? { address, canonical } : null;
}

/** Parses and canonicalises an address. Throws a `TypeError` for an invalid one. */
export function requireEmailAddress(raw: string): EmailAddress {
  const mailbox = parseEmailAddress(raw);
  if (!mailbox) throw new TypeError("not an e-mail address");
  return mailbox;
}

/**
 * Returns the one spelling of a mailbox: lower case, without what its provider ignores (dots and plus tags at Gmail,
 * plus tags at Outlook and iCloud, and so on). Two people never share one. Null for an invalid address.
 */
export function canonicalAddress(raw: string): string | null {
  return parseEmailAddress(raw)?.canonical ?? null;
}

function canonicalize(address: string): string | null {
  const normal = normalizeEmail(address.toLowerCase());
  if (!normal) return null;
  const [local = "", domain = ""] = normal.split("@");
  const provider = MORE_PROVIDERS.find(({ domains }) => domains.includes(domain));
  if (!provider) return normal;
  const untagged = local.split("+", 1)[0] ?? "";
  const bare = provider.ignored ? untagged.replace(provider.ignored, "") : untagged;
  return bare ? `${bare}@${provider.domains[0]}` : null;
}

/** Returns the columns that store an address: never in clear. The ciphertext is bound to `supporterId`. */
export function addressRecord({ address, canonical }: EmailAddress, supporterId: string) {
  return {
    emailKey: emailKeyOf(canonical),
    emailKeyVersion: EMAIL_KEY_VERSION,
    emailCipher: seal("supporters/address", address, supporterId),
    emailDomain: address.slice(address.indexOf("@") + 1),
  };
}

/** Returns the HMAC under which a canonical address is stored and looked up. */
export function emailKeyOf(canonical: string): Buffer {
  return mac(`supporters/email-key/v${EMAIL_KEY_VERSION}`, canonical);
}

/** Whether a supporter's address can be decrypted with this `APP_SECRET`. */
export function isAddressOpen(emailCipher: Uint8Array, supporterId: string): boolean {
  return readSealedAddress(emailCipher, supporterId) !== null;
}

/** Decrypts a supporter's address. Returns null if the row was tampered with or `APP_SECRET` differs. */
export function readSealedAddress(emailCipher: Uint8Array, supporterId: string): string | null {
  return open("supporters/address", emailCipher, supporterId);
}

/** Decrypts a supporter's address. Throws if that fails. */
export function openAddress(emailCipher: Uint8Array, supporterId: string): string {
  const address = readSealedAddress(emailCipher, supporterId);
  if (!address)
    throw new Error(`the address of supporter ${supporterId} cannot be decrypted with this APP_SECRET`);
  return address;
}
