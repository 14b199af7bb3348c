import { setImmediate as nextTurn } from "node:timers/promises";
import type { RenderedMail } from "@/lib/email/render";
import { env } from "@/lib/env";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import type { Mail } from "@/lib/mail";
import type { Message, NoMail } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";

export type ComposedMails = Map<string, Mail | NoMail>;

/**
 * Composes each mail. One that fails is logged and does not block the others. Errors of the database still fail the
 * transaction.
 */
export async function composeEach(
  messages: Message[],
  compose: (message: Message) => Promise<Mail | NoMail>,
): Promise<ComposedMails> {
  const mails: ComposedMails = new Map();
  for (const message of messages) {
    // Other jobs of this process go on between two mails.
    await nextTurn();
    try {
      mails.set(message.id, await compose(message));
    } catch (error) {
      const { id, topic } = message;
      log().error({ messageId: id, topic, cause: traceOf(error) }, "a mail could not be rendered");
      mails.set(id, { noMail: UNSENT_REASONS.renderFailed });
    }
  }
  return mails;
}

/** The sender that every mail states. */
export function mailSender() {
  return {
    organisation: env().ORGANISATION,
    postalAddress: env().POSTAL_ADDRESS,
    siteUrl: env().APP_URL,
  };
}

export function addressTo(to: string, rendered: RenderedMail): Mail {
  return { from: env().MAIL_FROM, to, ...rendered };
}
