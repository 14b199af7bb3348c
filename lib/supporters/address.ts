import { domainToASCII } from "node:url";
import normalizeEmail from "validator/lib/normalizeEmail.js";
import { mac, open, seal } from "@/lib/crypto";

/** Which pepper `emailKey` is made with. A new pepper is a new version, and old rows are re-keyed as they are met. */
export const EMAIL_KEY_VERSION = 1;

const LONGEST_ADDRESS = 254; // RFC 5321, 4.5.3.1.3
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i; // RFC 5321's Dot-string
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** What word processors and messengers leave around a pasted address. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * The address that a person meant, ready to be mailed: compatibility forms folded (NFKC), invisible characters
 * dropped, the domain in lower-case ASCII. Null when no mail could go there.
 */
export function parseAddress(raw: string): string | null {
  const [local, domain, ...rest] = raw.normalize("NFKC").replace(INVISIBLE, "").trim().split("@");
  if (!local || !domain || rest.length > 0) return null;
  const ascii = domainToASCII(domain.toLowerCase().replace(/\.$/, ""));
  const address = `${local}@${ascii}`;
  const fits = address.length <= LONGEST_ADDRESS && local.length <= 64;
  return fits && LOCAL_PART.test(local) && DOMAIN.test(ascii) ? address : null;
}

/** Providers beyond those that validator.js knows, with all names of one mailbox's domain. */
const MORE_PROVIDERS = [
  { domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"], ignored: /[._-]/g },
  { domains: ["fastmail.com", "fastmail.fm"], ignored: null },
  { domains: ["icloud.com", "me.com", "mac.com"], ignored: null },
];

/**
 * One spelling for all spellings of a mailbox: case, and what its provider ignores (dots and plus tags at Gmail,
 * plus tags at Outlook and iCloud, and so on). Two people never share one. Null for what is no address.
 */
export function canonicalAddress(raw: string): string | null {
  const address = parseAddress(raw)?.toLowerCase();
  const normal = address && normalizeEmail(address);
  if (!normal) return null;
  const [local = "", domain = ""] = normal.split("@");
  const provider = MORE_PROVIDERS.find(({ domains }) => domains.includes(domain));
  if (!provider) return normal;
  const untagged = local.split("+", 1)[0] ?? "";
  const bare = provider.ignored ? untagged.replace(provider.ignored, "") : untagged;
  return bare ? `${bare}@${provider.domains[0]}` : null;
}

/** How an address is kept: never in clear. `supporterId` is the row that the ciphertext is bound to. Throws for what `canonicalAddress` refuses. */
export function addressRecord(raw: string, supporterId: string) {
  const address = parseAddress(raw);
  const canonical = canonicalAddress(raw);
  if (!address || !canonical)
    throw new TypeError("not an e-mail address; canonicalAddress() tells beforehand");
  return {
    emailKey: emailKeyOf(canonical),
    emailKeyVersion: EMAIL_KEY_VERSION,
    emailCipher: seal("supporters/address", address, supporterId),
    emailDomain: address.slice(address.indexOf("@") + 1),
  };
}

/** The HMAC by which a canonical address is looked up. */
export function emailKeyOf(canonical: string): Buffer {
  return mac(`supporters/email-key/v${EMAIL_KEY_VERSION}`, canonical);
}

/** Whether a supporter's address opens under our `APP_SECRET`. */
export function isAddressOpen(emailCipher: Uint8Array, supporterId: string): boolean {
  return readSealedAddress(emailCipher, supporterId) !== null;
}

/** The address of a supporter's row, or null when the row was tampered with or `APP_SECRET` is another. */
export function readSealedAddress(emailCipher: Uint8Array, supporterId: string): string | null {
  return open("supporters/address", emailCipher, supporterId);
}

/** The same where there is nothing to be done without it: throws instead. */
export function openAddress(emailCipher: Uint8Array, supporterId: string): string {
  const address = readSealedAddress(emailCipher, supporterId);
  if (!address)
    throw new Error(`the address of supporter ${supporterId} does not open under this APP_SECRET`);
  return address;
}
