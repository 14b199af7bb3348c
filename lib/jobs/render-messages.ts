import type { Transaction } from "@/db/client";
import { getSignInMail } from "@/lib/auth/sign-in-mail";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { renderConfirmSignature, renderSignIn, type Words } from "@/lib/email/render";
import { env } from "@/lib/env";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import type { Mail } from "@/lib/mail";
import type { Gone, Message, Renderers } from "@/lib/outbox/sealing/mutations";
import { listConfirmationMails } from "@/lib/signatures/confirmation/queries";
import { CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirmation/rules";
import { openAddress } from "@/lib/supporters/rules";

type Rendered = Map<string, Mail | Gone>;

/** Which words belong to which topic: the one place where outbox, nouns and mail meet. */
export const renderers: Renderers = {
  "signature.confirmation-requested": renderConfirmations,
  "staff.sign-in-requested": renderSignIns,
};

async function renderConfirmations(tx: Transaction, messages: Message[]): Promise<Rendered> {
  const signatureIds = messages.flatMap(({ payload }) => payload.signatureId ?? []);
  const confirmations = await listConfirmationMails(tx, signatureIds);
  return renderEach(messages, async ({ payload }) => {
    const confirmation = confirmations.get(payload.signatureId ?? "");
    if (!confirmation) return { gone: "confirmed already, withdrawn, or not to be mailed" };
    const { supporter, locale, campaignTitle, token, code } = confirmation;
    const confirmUrl = `${env().APP_URL}/${locale}/confirm/${token}`;
    const words = await renderConfirmSignature({
      ...sender(),
      locale,
      campaignTitle,
      confirmUrl,
      code,
      validDays: CONFIRM_WITHIN_DAYS,
    });
    return addressed(openAddress(supporter.emailCipher, supporter.id), words);
  });
}

function renderSignIns(tx: Transaction, messages: Message[]): Promise<Rendered> {
  return renderEach(messages, async ({ payload }) => {
    const { userId, tokenId } = payload;
    const signIn = userId && tokenId ? await getSignInMail(tx, { userId, tokenId }) : null;
    if (!signIn) return { gone: "used, expired, or no longer on the staff" };
    const { to, locale, url } = signIn;
    return addressed(
      to,
      await renderSignIn({ ...sender(), locale, signInUrl: url, validMinutes: SIGN_IN_WITHIN_MINUTES }),
    );
  });
}

/** One mail that cannot be written holds up no other. A fault of the database is not hidden by this: its transaction is lost. */
async function renderEach(
  messages: Message[],
  render: (message: Message) => Promise<Mail | Gone>,
): Promise<Rendered> {
  const rendered: Rendered = new Map();
  for (const message of messages) {
    try {
      rendered.set(message.id, await render(message));
    } catch (error) {
      const { id, topic } = message;
      log().error({ messageId: id, topic, cause: traceOf(error) }, "a mail could not be written");
      rendered.set(id, { gone: "could not be written: see the log" });
    }
  }
  return rendered;
}

function sender() {
  return { organisation: env().ORGANISATION, postalAddress: env().POSTAL_ADDRESS };
}

function addressed(to: string, words: Words): Mail {
  return { from: env().MAIL_FROM, to, ...words };
}
