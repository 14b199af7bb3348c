import { type EventName, lastEvent } from "../events";
import type { MailSummary } from "../mail";

type DeliveryStatus = { label: string; meaning: string };

const fates: Partial<Record<EventName, DeliveryStatus>> = {
  sent: { label: "On its way", meaning: "On its way" },
  delivery_delayed: { label: "Delayed", meaning: "Delayed: the recipient’s server asked to try again later" },
  bounced: { label: "Bounced", meaning: "Bounced: there is no such address" },
  complained: { label: "Called spam", meaning: "Delivered, and called spam by its reader" },
  suppressed: { label: "Suppressed", meaning: "Suppressed: the provider sends nothing to this address" },
  failed: { label: "Failed", meaning: "Failed: the provider could not send it" },
};

/** What became of a mail, in words for people. Null when it simply arrived. */
export function deliveryStatus(mail: MailSummary, now: Date): DeliveryStatus | null {
  return fates[lastEvent(mail, now)] ?? null;
}
