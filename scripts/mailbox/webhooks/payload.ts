import { createHash } from "node:crypto";
import { type EventName, eventsOf, type MailEvent } from "../events";
import type { MailSummary } from "../mail";

/** A webhook to send. It holds ids only, because thousands may be queued. */
export type QueuedWebhook = { mailId: string; event: EventName; dueAt: number; attempt: number };

/** Returns the webhooks of one mail, each due at the time of its event. */
export function webhooksOf(mail: MailSummary): QueuedWebhook[] {
  return eventsOf(mail).map(({ name, at }) => ({
    mailId: mail.id,
    event: name,
    dueAt: at.getTime(),
    attempt: 1,
  }));
}

const ID_LENGTH = 27;

/** Returns the id of an event. It is always the same, so that a receiver recognises repetitions. */
export function eventId({ mailId, event }: QueuedWebhook): string {
  const digest = createHash("sha256").update(`${mailId}/${event}`).digest("hex");
  return `msg_${digest.slice(0, ID_LENGTH)}`;
}

const details: Partial<Record<EventName, object>> = {
  bounced: {
    bounce: {
      type: "Permanent",
      subType: "General",
      message: "The recipient's mail server permanently rejected the email.",
      diagnosticCode: ["smtp; 550 5.1.1 The email account that you tried to reach does not exist."],
    },
  },
  suppressed: {
    suppressed: { type: "OnAccountSuppressionList", message: "The address is on the suppression list." },
  },
  failed: { failed: { reason: "invalid_recipient" } },
};

/** Returns the body of a webhook in Resend's format. */
export function webhookBody(mail: MailSummary, { name, at }: MailEvent): string {
  return JSON.stringify({
    type: `email.${name}`,
    created_at: at.toISOString(),
    data: {
      created_at: mail.created_at,
      email_id: mail.id,
      message_id: mail.message_id,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      ...(mail.tags && { tags: Object.fromEntries(mail.tags.map((tag) => [tag.name, tag.value])) }),
      ...details[name],
    },
  });
}
