import { type EventName, lastEvent } from "../events";
import type { MailSummary } from "../mail";

type DeliveryStatus = { label: string; meaning: string };

const statuses: Partial<Record<EventName, DeliveryStatus>> = {
  sent: { label: "On its way", meaning: "On its way" },
  delivery_delayed: { label: "Delayed", meaning: "Delayed: the recipient’s server asked to try again later" },
  bounced: { label: "Bounced", meaning: "Bounced: there is no such address" },
  complained: { label: "Marked as spam", meaning: "Delivered, and marked as spam by its reader" },
  suppressed: { label: "Suppressed", meaning: "Suppressed: the provider sends nothing to this address" },
  failed: { label: "Failed", meaning: "Failed: the provider could not send it" },
};

/** Returns the status of a mail for people, or null if it was delivered. */
export function deliveryStatus(mail: MailSummary, now: Date): DeliveryStatus | null {
  return statuses[lastEvent(mail, now)] ?? null;
}
