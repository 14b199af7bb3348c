import type { MAILBOXES } from "@/db/schema";
import { shareOf } from "./timeframe";

export type Mailbox = (typeof MAILBOXES)[number];

/** The mails that carry a signature to its confirmation. */
export const FUNNEL_TOPICS = ["signature.confirmation-requested", "signature.reminder-due"];

/** How far back the funnel looks: unconfirmed signatures are deleted in time, and what is left of older ones would flatter it. */
export const FUNNEL_DAYS = 7;
const DAY_MS = 86_400_000;

/** The beginning of the time that a funnel covers. */
export function funnelFrom(now: Date): Date {
  return new Date(now.getTime() - FUNNEL_DAYS * DAY_MS);
}

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
export function mailboxOf(domain: string): Mailbox {
  return MAILBOX_DOMAINS.find(({ pattern }) => new RegExp(pattern).test(domain))?.mailbox ?? "other";
}

/** How far the mails of some signatures came. Each signature counts once. */
export type Funnel = { signed: number; sent: number; delivered: number; bounced: number; confirmed: number };

export const STEPS = ["signed", "sent", "delivered", "bounced", "confirmed"] as const;

/** The steps of a funnel in order, each with its share of the one that it follows from. */
export function stepsOf(funnel: Funnel) {
  const { signed, sent, delivered, bounced, confirmed } = funnel;
  return [
    { step: "signed", count: signed, share: null },
    { step: "sent", count: sent, share: part(sent, signed) },
    { step: "delivered", count: delivered, share: part(delivered, sent) },
    { step: "bounced", count: bounced, share: part(bounced, sent) },
    { step: "confirmed", count: confirmed, share: part(confirmed, signed) },
  ] as const;
}

function part(count: number, whole: number): number | null {
  return whole > 0 ? shareOf(count, whole) : null;
}

const ENOUGH_SENT = 10;

/** Whether the provider seems to tell us nothing of what becomes of our mails: its webhook is not set up. */
export function isWithoutReports({ sent, delivered, bounced }: Funnel): boolean {
  return sent >= ENOUGH_SENT && delivered + bounced === 0;
}

const STALE_AFTER_MINUTES = 15;

/** Whether figures are older than any measuring and resting takes: then nobody measures. */
export function isStale(measuredAt: Date, now: Date): boolean {
  return now.getTime() - measuredAt.getTime() > STALE_AFTER_MINUTES * 60_000;
}

/** Several funnels as one. */
export function together(funnels: Funnel[]): Funnel {
  const total = (step: keyof Funnel) => funnels.reduce((sum, funnel) => sum + funnel[step], 0);
  return {
    signed: total("signed"),
    sent: total("sent"),
    delivered: total("delivered"),
    bounced: total("bounced"),
    confirmed: total("confirmed"),
  };
}

/** Younger signatures are not held against a provider: their mail may be on its way, or their signer at the kettle. */
export const RIPE_AFTER_MINUTES = 15;

/** When a signature was ripe at a measurement, at the latest. */
export function ripeUntil(measuredAt: Date): Date {
  return new Date(measuredAt.getTime() - RIPE_AFTER_MINUTES * 60_000);
}

/** Signatures, and how many of them were confirmed. */
export type Confirmed = { mailbox: Mailbox; signed: number; confirmed: number };

/** The signatures without the young ones. */
export function withoutYoung(all: Confirmed[], young: Confirmed[]): Confirmed[] {
  return all.map(({ mailbox, signed, confirmed }) => {
    const own = young.find((other) => other.mailbox === mailbox);
    return {
      mailbox,
      signed: Math.max(0, signed - (own?.signed ?? 0)),
      confirmed: Math.max(0, confirmed - (own?.confirmed ?? 0)),
    };
  });
}

const ENOUGH_SIGNATURES = 30;
const FAR_UNDER = 2 / 3;
/** Chance alone comes this far about once in two thousand times. Stern, since all providers of all campaigns are looked at again and again. */
const BEYOND_CHANCE_Z = 3.29;

/** A provider whose people confirm far less often than all the others. */
export type Laggard = {
  mailbox: Mailbox;
  signed: number;
  rate: number;
  othersSigned: number;
  othersRate: number;
};

/**
 * The providers whose confirmation rate lies far under that of all the others together, where that is hardly chance: by
 * the pooled two-proportion z-test (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3), with enough signatures on
 * both sides for it to hold.
 */
export function laggards(mailboxes: Confirmed[]): Laggard[] {
  return mailboxes.flatMap((own) => {
    const rest = mailboxes.filter(({ mailbox }) => mailbox !== own.mailbox);
    const others = {
      signed: rest.reduce((sum, { signed }) => sum + signed, 0),
      confirmed: rest.reduce((sum, { confirmed }) => sum + confirmed, 0),
    };
    if (Math.min(own.signed, others.signed) < ENOUGH_SIGNATURES) return [];
    const rate = own.confirmed / own.signed;
    const othersRate = others.confirmed / others.signed;
    const isFarUnder = rate < othersRate * FAR_UNDER && shortfallZ(own, others) > BEYOND_CHANCE_Z;
    if (!isFarUnder) return [];
    return { mailbox: own.mailbox, signed: own.signed, rate, othersSigned: others.signed, othersRate };
  });
}

type Share = { signed: number; confirmed: number };

/** By how many standard errors the first rate lies under the second, if both were one and the same. Not a number when nobody or everybody confirmed. */
function shortfallZ(own: Share, others: Share): number {
  const pooled = (own.confirmed + others.confirmed) / (own.signed + others.signed);
  const variance = pooled * (1 - pooled) * (1 / own.signed + 1 / others.signed);
  return (others.confirmed / others.signed - own.confirmed / own.signed) / Math.sqrt(variance);
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** A duration in the unit that people would use for it. */
export function roughly(seconds: number) {
  if (seconds < 1.5 * MINUTE_SECONDS) return { amount: Math.round(seconds), unit: "second" } as const;
  if (seconds < 1.5 * HOUR_SECONDS)
    return { amount: Math.round(seconds / MINUTE_SECONDS), unit: "minute" } as const;
  if (seconds < 2 * DAY_SECONDS) return { amount: Math.round(seconds / HOUR_SECONDS), unit: "hour" } as const;
  return { amount: Math.round(seconds / DAY_SECONDS), unit: "day" } as const;
}
