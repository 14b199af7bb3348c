import { setMaxListeners } from "node:events";
import { Webhook } from "standardwebhooks";
import { eventsOf } from "../events";
import type { Faults } from "../faults";
import type { MailSummary } from "../mail";
import { eventId, type QueuedWebhook, webhookBody, webhooksOf } from "./payload";
import { Queue } from "./queue";

/** The receiver, and the secret (`whsec_…`) that signs its webhooks. */
export type WebhookTarget = { url: string; secret: string };

/** Returns the webhook address of an app. */
export function webhookUrl(appUrl: string): string {
  return `${appUrl}/api/v1/resend/webhooks`;
}

type SenderParts = {
  target: WebhookTarget;
  faults: Faults;
  find: (mailId: string) => MailSummary | undefined;
};

const MAX_CONCURRENT = 8;
const MAX_QUEUED = 100_000;
const RESPONSE_TIMEOUT_MS = 10_000;
const SECOND_MS = 1_000;
const RETRY_DELAYS_MS = [1, 5, 30, 120, 600].map((seconds) => seconds * SECOND_MS);

export type WebhookSender = ReturnType<typeof startWebhooks>;

/**
 * Sends signed webhooks as Resend does: at least once, up to `MAX_CONCURRENT` at a time. Those of one mail are sent one after the
 * other, in the order of its events unless one fails.
 * Without a 2xx response a webhook is sent again with the same id, up to five times with increasing delays.
 */
export function startWebhooks({ target, faults, find }: SenderParts) {
  const signer = new Webhook(target.secret);
  const queue = new Queue(MAX_QUEUED);
  const stopping = new AbortController();
  setMaxListeners(MAX_CONCURRENT * 2, stopping.signal);
  /** The mails of which a webhook is being sent, and the due webhooks that wait for it. */
  const active = new Map<string, QueuedWebhook[]>();
  let timer: NodeJS.Timeout | undefined;

  function add(webhook: QueuedWebhook) {
    if (!queue.add(webhook)) console.error("The webhook queue is full; one webhook is dropped.");
  }

  /** Sends the due webhooks and schedules the next run. */
  function sendDue() {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    for (let webhook = next(); webhook; webhook = next()) {
      const waiting = active.get(webhook.mailId);
      if (waiting) waiting.push(webhook);
      else void sendFirst(webhook);
    }
    const dueAt = queue.nextDueAt();
    if (dueAt !== undefined && active.size < MAX_CONCURRENT)
      timer = setTimeout(sendDue, Math.max(dueAt - Date.now(), 1));
  }

  function next(): QueuedWebhook | undefined {
    return active.size < MAX_CONCURRENT ? queue.take(Date.now()) : undefined;
  }

  /** Sends a webhook, then those of its mail that became due meanwhile. */
  async function sendFirst(first: QueuedWebhook) {
    const waiting = [first];
    active.set(first.mailId, waiting);
    try {
      for (let webhook = waiting.shift(); webhook && !stopping.signal.aborted; webhook = waiting.shift())
        await deliver(webhook);
    } finally {
      active.delete(first.mailId);
      sendDue();
    }
  }

  async function deliver(webhook: QueuedWebhook) {
    const mail = find(webhook.mailId);
    const event = mail && eventsOf(mail).find(({ name }) => name === webhook.event);
    // The mail is missing if the mailbox was emptied meanwhile.
    if (!event || (await isAccepted(eventId(webhook), webhookBody(mail, event)))) return;
    const pause = RETRY_DELAYS_MS[webhook.attempt - 1];
    if (pause !== undefined) add({ ...webhook, attempt: webhook.attempt + 1, dueAt: Date.now() + pause });
  }

  async function isAccepted(id: string, body: string): Promise<boolean> {
    const now = new Date();
    const request = new AbortController();
    const cancel = () => request.abort();
    const timer = setTimeout(cancel, RESPONSE_TIMEOUT_MS);
    stopping.signal.addEventListener("abort", cancel);
    try {
      const answer = await fetch(target.url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "user-agent": "Svix-Webhooks/1 (the local mailbox)",
          "svix-id": id,
          "svix-timestamp": String(Math.floor(now.getTime() / SECOND_MS)),
          "svix-signature": signer.sign(id, now, body),
        },
        redirect: "manual",
        signal: request.signal,
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      // The receiver is not reachable, or too slow.
      return false;
    } finally {
      clearTimeout(timer);
      stopping.signal.removeEventListener("abort", cancel);
    }
  }

  return {
    /** Sends all webhooks of a mail. After a restart they have the same ids. */
    sendWebhooksOf: (mail: MailSummary) => {
      for (const webhook of faults.disturbWebhooks(webhooksOf(mail))) add(webhook);
      sendDue();
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}
