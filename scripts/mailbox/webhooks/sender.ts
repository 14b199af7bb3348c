import { setMaxListeners } from "node:events";
import { Webhook } from "standardwebhooks";
import { eventsOf } from "../events";
import type { Faults } from "../faults";
import type { MailSummary } from "../mail";
import { eventId, type QueuedWebhook, webhookBody, webhooksOf } from "./payload";
import { Queue } from "./queue";

/** Who is told, and the secret (`whsec_…`) that the telling is signed with. */
export type WebhookTarget = { url: string; secret: string };

/** Where the app at an address listens. */
export function webhookUrl(appUrl: string): string {
  return `${appUrl}/api/v1/resend/webhooks`;
}

type SenderParts = {
  target: WebhookTarget;
  faults: Faults;
  find: (mailId: string) => MailSummary | undefined;
};

const MOST_AT_ONCE = 8;
const MOST_WAITING = 100_000;
const ANSWER_WITHIN_MS = 10_000;
const SECOND_MS = 1_000;
const RETRY_AFTER_MS = [1, 5, 30, 120, 600].map((seconds) => seconds * SECOND_MS);

export type WebhookSender = ReturnType<typeof startWebhooks>;

/**
 * Tells what happens to mails as Resend does: signed, at least once, in the order of events as long as all goes well,
 * a few at a time. What is not answered with 2xx is sent again under the same id, after ever longer pauses, five times.
 */
export function startWebhooks({ target, faults, find }: SenderParts) {
  const signer = new Webhook(target.secret);
  const queue = new Queue(MOST_WAITING);
  const stopping = new AbortController();
  setMaxListeners(MOST_AT_ONCE * 2, stopping.signal);
  let underway = 0;
  let timer: NodeJS.Timeout | undefined;

  function add(told: QueuedWebhook) {
    if (!queue.add(told)) console.error("Too many webhooks wait; one is never sent.");
  }

  /** Sends what is due, and comes back when the next is. */
  function pump() {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    for (let told = next(); told; told = next()) {
      underway += 1;
      void deliver(told).finally(() => {
        underway -= 1;
        pump();
      });
    }
    const dueAt = queue.nextDueAt();
    if (dueAt !== undefined && underway < MOST_AT_ONCE)
      timer = setTimeout(pump, Math.max(dueAt - Date.now(), 1));
  }

  function next(): QueuedWebhook | undefined {
    return underway < MOST_AT_ONCE ? queue.take(Date.now()) : undefined;
  }

  async function deliver(told: QueuedWebhook) {
    const mail = find(told.mailId);
    const event = mail && eventsOf(mail).find(({ name }) => name === told.event);
    // Without its mail the mailbox was emptied meanwhile.
    if (!event || (await isTaken(eventId(told), webhookBody(mail, event)))) return;
    const pause = RETRY_AFTER_MS[told.attempt - 1];
    if (pause !== undefined) add({ ...told, attempt: told.attempt + 1, dueAt: Date.now() + pause });
  }

  async function isTaken(id: string, body: string): Promise<boolean> {
    const now = new Date();
    const patience = new AbortController();
    const giveUp = () => patience.abort();
    const late = setTimeout(giveUp, ANSWER_WITHIN_MS);
    stopping.signal.addEventListener("abort", giveUp);
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
        signal: patience.signal,
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      // Nobody listens there now, or not in time.
      return false;
    } finally {
      clearTimeout(late);
      stopping.signal.removeEventListener("abort", giveUp);
    }
  }

  return {
    /** Will tell all that happens to a mail. Told again after a restart, its events have the same ids as before. */
    follow: (mail: MailSummary) => {
      for (const webhook of faults.disturbWebhooks(webhooksOf(mail))) add(webhook);
      pump();
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}
