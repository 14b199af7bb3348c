import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";
import { redirectToNotFound } from "@/app/_http/not-found";
import { RippleLink } from "@/app/_sharing/ripple-link";
import { db } from "@/lib/database";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getSignerLinkCode } from "@/lib/sharing/share-links";
import { getSignatureToConfirm } from "@/lib/signatures/confirm";
import { CONFIRM_WITHIN_DAYS, isFresh, readConfirmationToken } from "@/lib/signatures/confirm-token";
import { SignedText } from "./signed-text";

export const dynamic = "force-dynamic";

type ConfirmPageProps = PageProps<"/[locale]/confirm/[token]">;

export async function generateMetadata({ params }: ConfirmPageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "confirm" });
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

/** Where the mailed link leads. Reading it changes nothing, however often and by whomever: only its button's POST confirms. */
export default async function ConfirmPage({ params }: ConfirmPageProps) {
  const { locale, token } = await params;
  if (!isLocale(locale)) redirectToNotFound(locale);
  const confirmation = readConfirmationToken(token);
  const signature = confirmation && (await getSignatureToConfirm(db(), confirmation.signatureId));
  if (!confirmation) return <Foreign locale={locale} />;
  if (!signature) return <Gone locale={locale} />;
  if (!signature.confirmedAt && !isFresh(confirmation, new Date()))
    return <Expired locale={locale} token={token} />;
  const t = await getTranslations({ locale });
  const confirmed = signature.confirmedAt !== null;
  return (
    <Sheet kicker={t("campaign.kicker")} title={confirmed ? t("confirm.already") : t("confirm.title")}>
      <p className="font-serif text-xl">{confirmed ? t("confirm.alreadyLead") : t("confirm.lead")}</p>
      <SignedText signature={signature} locale={locale} />
      <form method="post" action="/api/v1/confirmations" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="locale" value={locale} />
        <button type="submit" className="button button-act text-lg">
          {confirmed ? t("thanks.passOn") : t("confirm.button")}
        </button>
      </form>
      {confirmed ? (
        <OwnRipple signatureId={confirmation.signatureId} locale={locale} />
      ) : (
        <p className="text-soft">{t("confirm.notYou")}</p>
      )}
    </Sheet>
  );
}

async function OwnRipple({ signatureId, locale }: { signatureId: string; locale: Locale }) {
  const code = await getSignerLinkCode(db(), signatureId);
  return code && <RippleLink code={code} locale={locale} />;
}

async function Expired({ locale, token }: { locale: Locale; token: string }) {
  const t = await getTranslations({ locale, namespace: "confirm" });
  return (
    <Sheet title={t("expiredTitle")}>
      <p className="font-serif text-xl">{t("expired", { days: CONFIRM_WITHIN_DAYS })}</p>
      <form method="post" action="/api/v1/confirmations/mails">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="locale" value={locale} />
        <button type="submit" className="button button-act">
          {t("again")}
        </button>
      </form>
    </Sheet>
  );
}

/** Withdrawn, or forgotten since nobody confirmed it. */
async function Gone({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <Sheet title={t("confirm.goneTitle")}>
      <p className="font-serif text-xl">{t("confirm.gone")}</p>
      <p>
        <a className="button button-quiet" href={`/${locale}`}>
          {t("site.toFront")}
        </a>
      </p>
    </Sheet>
  );
}

async function Foreign({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <Sheet title={t("confirm.foreignTitle")}>
      <p className="font-serif text-xl">{t("confirm.foreign")}</p>
      <div className="flex flex-wrap gap-3">
        <a className="button button-quiet" href={`/${locale}/check-inbox`}>
          {t("inbox.code")}
        </a>
        <a className="button button-quiet" href={`/${locale}`}>
          {t("site.toFront")}
        </a>
      </div>
    </Sheet>
  );
}
