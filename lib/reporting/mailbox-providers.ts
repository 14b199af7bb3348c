import type { MAILBOXES } from "@/db/schema";

export type MailboxProvider = (typeof MAILBOXES)[number];

/** The domain of a brand in any country (`live.com.mx`), but not a subdomain such as `live.example.org`. */
const ANY_TLD = String.raw`\.(com|[a-z]{2}|com?\.[a-z]{2})`;

/** Domains of each mailbox provider, as regular expressions that mean the same in PostgreSQL and JavaScript. */
export const MAILBOX_DOMAINS: { mailbox: MailboxProvider; pattern: string }[] = [
  { mailbox: "gmail", pattern: String.raw`^(gmail|googlemail)\.com$` },
  { mailbox: "outlook", pattern: String.raw`^((outlook|hotmail|live)${ANY_TLD}|msn\.com)$` },
  { mailbox: "yahoo", pattern: String.raw`^(yahoo${ANY_TLD}|(ymail|rocketmail|myyahoo)\.com)$` },
  { mailbox: "icloud", pattern: String.raw`^(icloud|me|mac)\.com$` },
];

/** Returns the mailbox provider of an email domain. */
export function mailboxProvider(domain: string): MailboxProvider {
  return MAILBOX_DOMAINS.find(({ pattern }) => new RegExp(pattern).test(domain))?.mailbox ?? "other";
}
