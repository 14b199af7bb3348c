import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { RippleLink } from "@/app/_sharing/ripple-link";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { getSignerLinkCode } from "@/lib/sharing/share-links";
import { getSignatureToConfirm } from "@/lib/signatures/confirm";
import { isFresh, readConfirmationToken } from "@/lib/signatures/confirm-token";
import { ExpiredLink, InvalidLink, MissingSignature } from "./link-problems";
import { SignedText } from "./signed-text";

export const dynamic = "force-dynamic";

type ConfirmPageProps = PageProps<"/[locale]/confirm/[token]">;

export async function generateMetadata({ params }: ConfirmPageProps) {
  return { ...(await unlistedMetadata(params, "confirm.title")), referrer: "no-referrer" as const };
}

/** The page of a confirmation link. A GET changes nothing, because mail scanners open links; only the POST of its button confirms. */
export default async function ConfirmPage({ params }: ConfirmPageProps) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const confirmation = readConfirmationToken(token);
  if (!confirmation) return <InvalidLink locale={locale} />;
  const signature = await getSignatureToConfirm(db(), confirmation.signatureId);
  if (!signature) return <MissingSignature locale={locale} />;
  const isConfirmed = signature.confirmedAt !== null;
  if (!isConfirmed && !isFresh(confirmation, new Date()))
    return <ExpiredLink locale={locale} token={token} />;
  const t = await getTranslations({ locale });
  return (
    <MessagePage
      kicker={t("campaign.kicker")}
      title={isConfirmed ? t("confirm.already") : t("confirm.title")}
    >
      <p className="font-serif text-xl">{isConfirmed ? t("confirm.alreadyLead") : t("confirm.lead")}</p>
      <SignedText signature={signature} locale={locale} />
      <form method="post" action="/api/v1/confirmations" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="locale" value={locale} />
        <button type="submit" className="button button-act text-lg">
          {isConfirmed ? t("thanks.passOn") : t("confirm.button")}
        </button>
      </form>
      {isConfirmed ? (
        <SignerRippleLink signatureId={confirmation.signatureId} locale={locale} />
      ) : (
        <p className="text-soft">{t("confirm.notYou")}</p>
      )}
    </MessagePage>
  );
}

async function SignerRippleLink({ signatureId, locale }: { signatureId: string; locale: Locale }) {
  const code = await getSignerLinkCode(db(), signatureId);
  return code && <RippleLink code={code} locale={locale} />;
}
