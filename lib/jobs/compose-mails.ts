import type { RenderedMail } from "@/lib/email/render";
import { env } from "@/lib/env";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import type { Mail } from "@/lib/mail";
import type { NoMail, Message } from "@/lib/outbox/seal";

export type ComposedMails = Map<string, Mail | NoMail>;

/** One mail that cannot be written holds up no other. A fault of the database is not hidden by this: its transaction is lost. */
export async function composeEach(
  messages: Message[],
  write: (message: Message) => Promise<Mail | NoMail>,
): Promise<ComposedMails> {
  const letters: ComposedMails = new Map();
  for (const message of messages) {
    try {
      letters.set(message.id, await write(message));
    } catch (error) {
      const { id, topic } = message;
      log().error({ messageId: id, topic, cause: traceOf(error) }, "a mail could not be written");
      letters.set(id, { noMail: "could not be written: see the log" });
    }
  }
  return letters;
}

/** Who stands under every mail. */
export function mailSender() {
  return { organisation: env().ORGANISATION, postalAddress: env().POSTAL_ADDRESS };
}

export function addressTo(to: string, words: RenderedMail): Mail {
  return { from: env().MAIL_FROM, to, ...words };
}
