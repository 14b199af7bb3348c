import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { RippleLink } from "@/app/_sharing/ripple-link";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { getSignerLinkCode } from "@/lib/sharing/share-links";
import { type AttemptFields, getConfirmedSignature, listAttempts } from "@/lib/signatures/attempts";
import { confirmationToken, isFresh, readConfirmationToken } from "@/lib/signatures/confirm-token";
import { ConfirmButton } from "./confirm-button";
import { ExpiredLink, InvalidLink, MissingSignature } from "./link-problems";
import { SignedText } from "./signed-text";
import { WaitingAttempts } from "./waiting-attempts";

type ConfirmPageProps = PageProps<"/[locale]/confirm/[token]">;

export async function generateMetadata({ params }: ConfirmPageProps) {
  return { ...(await unlistedMetadata(params, "confirm.title")), referrer: "no-referrer" as const };
}

/**
 * The page of a confirmation link. A GET changes nothing, because mail scanners open links; only the POST of a button confirms.
 * The link proves that the reader owns the mailbox. They see every unconfirmed attempt with this address, and confirm one.
 */
export default async function ConfirmPage({ params }: ConfirmPageProps) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const confirmation = readConfirmationToken(token);
  if (!confirmation) return <InvalidLink locale={locale} />;
  const { signatureId, attemptId, askedAt } = confirmation;
  const confirmed = await getConfirmedSignature(db(), signatureId);
  if (confirmed)
    return <ConfirmedAlready locale={locale} fields={confirmed} signatureId={signatureId} token={token} />;
  const attempts = await listAttempts(db(), signatureId, askedAt);
  if (attempts.length === 0) return <MissingSignature locale={locale} />;
  if (!isFresh(confirmation, new Date())) return <ExpiredLink locale={locale} token={token} />;
  // With the time of this link, so that they expire with it.
  const choices = attempts.map((fields) => ({
    fields,
    token: confirmationToken({ signatureId, attemptId: fields.attemptId, askedAt }),
  }));
  const own = choices.find(({ fields }) => fields.attemptId === attemptId);
  return <WaitingAttempts locale={locale} own={own} others={choices.filter((choice) => choice !== own)} />;
}

type ConfirmedProps = { locale: Locale; fields: AttemptFields; signatureId: string; token: string };

async function ConfirmedAlready({ locale, fields, signatureId, token }: ConfirmedProps) {
  const t = await getTranslations({ locale });
  const code = await getSignerLinkCode(db(), signatureId);
  return (
    <MessagePage kicker={t("campaign.kicker")} title={t("confirm.already")}>
      <p className="font-serif text-xl">{t("confirm.alreadyLead")}</p>
      <SignedText fields={fields} locale={locale} />
      <ConfirmButton locale={locale} token={token} label={t("thanks.passOn")} />
      {code && <RippleLink code={code} locale={locale} />}
    </MessagePage>
  );
}
