import type { MailboxProvider } from "./mailbox-providers";

/** Younger signatures are excluded: their signers may not have had time to confirm. */
export const MATURE_AFTER_MINUTES = 15;

/** Returns the latest time of signing that is included in a measurement. */
export function latestMatureAt(measuredAt: Date): Date {
  return new Date(measuredAt.getTime() - MATURE_AFTER_MINUTES * 60_000);
}

export type MailboxConfirmations = { mailbox: MailboxProvider; signed: number; confirmed: number };

export function withoutRecent(
  all: MailboxConfirmations[],
  recent: MailboxConfirmations[],
): MailboxConfirmations[] {
  return all.map(({ mailbox, signed, confirmed }) => {
    const own = recent.find((other) => other.mailbox === mailbox);
    return {
      mailbox,
      signed: Math.max(0, signed - (own?.signed ?? 0)),
      confirmed: Math.max(0, confirmed - (own?.confirmed ?? 0)),
    };
  });
}

/** A provider whose users confirm far less often than those of all other providers. */
export type LaggingMailbox = {
  mailbox: MailboxProvider;
  signed: number;
  rate: number;
  othersSigned: number;
  othersRate: number;
};

/**
 * Finds the providers whose confirmation rate is far below that of all others together, and significantly so: pooled
 * two-proportion z-test (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3), with enough signatures on both sides for
 * the test to hold.
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
    const isLagging = rate < othersRate * FAR_UNDER && shortfallZ(own, others) > BEYOND_CHANCE_Z;
    if (!isLagging) return [];
    return { mailbox: own.mailbox, signed: own.signed, rate, othersSigned: others.signed, othersRate };
  });
}

const ENOUGH_SIGNATURES = 30;

const FAR_UNDER = 2 / 3;

/** p = 0.0005, one-sided. Strict, because all providers of all campaigns are tested repeatedly. */
const BEYOND_CHANCE_Z = 3.29;

type Share = { signed: number; confirmed: number };

/** Returns by how many standard errors the first rate is below the second. NaN if nobody or everybody confirmed. */
function shortfallZ(own: Share, others: Share): number {
  const pooled = (own.confirmed + others.confirmed) / (own.signed + others.signed);
  const variance = pooled * (1 - pooled) * (1 / own.signed + 1 / others.signed);
  return (others.confirmed / others.signed - own.confirmed / own.signed) / Math.sqrt(variance);
}
