import { ratio } from "./conversion-rates";

/** The mails that ask for a confirmation. */
export const FUNNEL_TOPICS = ["signature.confirmation-requested", "signature.reminder-due"];

/** The funnel covers this time. Older unconfirmed signatures may have been purged, which would raise the rate. */
export const FUNNEL_DAYS = 7;
const DAY_MS = 86_400_000;

/** Returns the start of the time that the funnel covers. */
export function funnelStart(now: Date): Date {
  return new Date(now.getTime() - FUNNEL_DAYS * DAY_MS);
}

/** How many signatures reached each step. Each signature counts once per step. */
export type Funnel = { signed: number; sent: number; delivered: number; bounced: number; confirmed: number };

export const STEPS = ["signed", "sent", "delivered", "bounced", "confirmed"] as const;

/** Returns the steps of a funnel in order, each with its share of the step that it depends on. */
export function funnelSteps(funnel: Funnel) {
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
  return whole > 0 ? ratio(count, whole) : null;
}

const MIN_SENT = 10;

/** Whether the provider reports no deliveries at all, probably because its webhook is not set up. */
export function hasNoDeliveryReports({ sent, delivered, bounced }: Funnel): boolean {
  return sent >= MIN_SENT && delivered + bounced === 0;
}

const STALE_AFTER_MINUTES = 15;

/** Whether figures are so old that no worker can be measuring. */
export function isStale(measuredAt: Date, now: Date): boolean {
  return now.getTime() - measuredAt.getTime() > STALE_AFTER_MINUTES * 60_000;
}

export function sumFunnels(funnels: Funnel[]): Funnel {
  const total = (step: keyof Funnel) => funnels.reduce((sum, funnel) => sum + funnel[step], 0);
  return {
    signed: total("signed"),
    sent: total("sent"),
    delivered: total("delivered"),
    bounced: total("bounced"),
    confirmed: total("confirmed"),
  };
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Rounds a duration to its most readable unit. */
export function approximateDuration(seconds: number) {
  if (seconds < 1.5 * MINUTE_SECONDS) return { amount: Math.round(seconds), unit: "second" } as const;
  if (seconds < 1.5 * HOUR_SECONDS)
    return { amount: Math.round(seconds / MINUTE_SECONDS), unit: "minute" } as const;
  if (seconds < 2 * DAY_SECONDS) return { amount: Math.round(seconds / HOUR_SECONDS), unit: "hour" } as const;
  return { amount: Math.round(seconds / DAY_SECONDS), unit: "day" } as const;
}
