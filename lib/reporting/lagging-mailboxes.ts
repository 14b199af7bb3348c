import type { Mailbox } from "./mailbox-providers";

/** Younger signatures are not held against a provider: their mail may be on its way, or their signer at the kettle. */
export const MATURE_AFTER_MINUTES = 15;

/** When a signature was ripe at a measurement, at the latest. */
export function latestMatureAt(measuredAt: Date): Date {
  return new Date(measuredAt.getTime() - MATURE_AFTER_MINUTES * 60_000);
}

/** Signatures, and how many of them were confirmed. */
export type MailboxConfirmations = { mailbox: Mailbox; signed: number; confirmed: number };

/** The signatures without the young ones. */
export function withoutRecent(
  all: MailboxConfirmations[],
  young: MailboxConfirmations[],
): MailboxConfirmations[] {
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
export type LaggingMailbox = {
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
export function findLaggingMailboxes(mailboxes: MailboxConfirmations[]): LaggingMailbox[] {
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

export const ENOUGH_SIGNATURES = 30;

export const FAR_UNDER = 2 / 3;

/** Chance alone comes this far about once in two thousand times. Stern, since all providers of all campaigns are looked at again and again. */
export const BEYOND_CHANCE_Z = 3.29;

type Share = { signed: number; confirmed: number };

/** By how many standard errors the first rate lies under the second, if both were one and the same. Not a number when nobody or everybody confirmed. */
export function shortfallZ(own: Share, others: Share): number {
  const pooled = (own.confirmed + others.confirmed) / (own.signed + others.signed);
  const variance = pooled * (1 - pooled) * (1 / own.signed + 1 / others.signed);
  return (others.confirmed / others.signed - own.confirmed / own.signed) / Math.sqrt(variance);
}
