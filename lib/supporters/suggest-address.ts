import { POPULAR_DOMAINS, POPULAR_TLDS, run } from "@zootools/email-spell-checker";

/** Real providers whose names differ from a larger one by a typo. */
const ALSO_REAL = ["gmx.net", "gmx.com", "mac.com", "email.com", "mail.org", "ymail.com", "proton.me"];
const ALSO_REAL_ENDINGS = ["cat", "gal", "eus", "org", "info", "email", "ngo", "coop"];

/** Returns the address that was probably intended ("ada@gmial.com" → "ada@gmail.com"), or null if there is no suggestion. */
export function suggestAddress(address: string): string | null {
  const suggestion = run({
    email: address,
    domains: [...POPULAR_DOMAINS, ...ALSO_REAL],
    topLevelDomains: [...POPULAR_TLDS, ...ALSO_REAL_ENDINGS],
  });
  return suggestion ? suggestion.full : null;
}
