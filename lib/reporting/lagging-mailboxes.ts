import type { Mailbox } from "./mailbox-providers";
import { ENOUGH_SIGNATURES } from "./mail-funnel";
import { FAR_UNDER } from "./mail-funnel";
import { BEYOND_CHANCE_Z } from "./mail-funnel";
import { shortfallZ } from "./mail-funnel";

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
