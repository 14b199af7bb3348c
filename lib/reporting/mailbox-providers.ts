import type { MAILBOXES } from "@/db/schema";

export type Mailbox = (typeof MAILBOXES)[number];

/** A brand under its own name in any country (`live.com.mx`), but not somebody's `live.example.org`. */
const ANYWHERE = String.raw`\.(com|[a-z]{2}|com?\.[a-z]{2})`;

/** Whose mailboxes a domain's addresses are, as far as the domain tells. Regular expressions that PostgreSQL reads as JavaScript does. */
export const MAILBOX_DOMAINS: { mailbox: Mailbox; pattern: string }[] = [
  { mailbox: "gmail", pattern: String.raw`^(gmail|googlemail)\.com$` },
  { mailbox: "outlook", pattern: String.raw`^((outlook|hotmail|live)${ANYWHERE}|msn\.com)$` },
  { mailbox: "yahoo", pattern: String.raw`^(yahoo${ANYWHERE}|(ymail|rocketmail|myyahoo)\.com)$` },
  { mailbox: "icloud", pattern: String.raw`^(icloud|me|mac)\.com$` },
];

/** Whose mailbox an address at this domain is. */
export function mailboxProvider(domain: string): Mailbox {
  return MAILBOX_DOMAINS.find(({ pattern }) => new RegExp(pattern).test(domain))?.mailbox ?? "other";
}
