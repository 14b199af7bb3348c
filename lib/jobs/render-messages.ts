import type { Transaction } from "@/db/client";
import { getSignInMail } from "@/lib/auth/sign-in-mail";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { renderConfirmSignature, renderSignIn, type Words } from "@/lib/email/render";
import { env } from "@/lib/env";
import type { Mail } from "@/lib/mail";
import type { Gone, Message, Renderers } from "@/lib/outbox/sealing/mutations";
import { listConfirmationMails } from "@/lib/signatures/confirmation/queries";
import { CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirmation/rules";

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
    const { to, locale, campaignTitle, token, code } = confirmation;
    const confirmUrl = `${env().APP_URL}/${locale}/confirm/${token}`;
    const words = await renderConfirmSignature({
      ...sender(),
      locale,
      campaignTitle,
      confirmUrl,
      code,
      validDays: CONFIRM_WITHIN_DAYS,
    });
    return addressed(to, words);
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

async function renderEach(
  messages: Message[],
  render: (message: Message) => Promise<Mail | Gone>,
): Promise<Rendered> {
  const rendered: Rendered = new Map();
  for (const message of messages) rendered.set(message.id, await render(message));
  return rendered;
}

function sender() {
  return { organisation: env().ORGANISATION, postalAddress: env().POSTAL_ADDRESS };
}

function addressed(to: string, words: Words): Mail {
  return { from: env().MAIL_FROM, to, ...words };
}
