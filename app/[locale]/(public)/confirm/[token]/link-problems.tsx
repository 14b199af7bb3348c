import { getTranslations } from "next-intl/server";
import { FrontPageLink } from "@/app/_components/front-page-link";
import { MessagePage } from "@/app/_components/message-page";
import type { Locale } from "@/lib/i18n/locales";
import { checkInboxPath } from "@/lib/paths";
import { CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirm-token";

/** The link is too old. Offers a new mail. */
export async function ExpiredLink({ locale, token }: { locale: Locale; token: string }) {
  const t = await getTranslations({ locale, namespace: "confirm" });
  return (
    <MessagePage title={t("expiredTitle")}>
      <p className="font-serif text-xl">{t("expired", { days: CONFIRM_WITHIN_DAYS })}</p>
      <form method="post" action="/api/v1/confirmations/mails">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="locale" value={locale} />
        <button type="submit" className="button button-act">
          {t("again")}
        </button>
      </form>
    </MessagePage>
  );
}

/** The signature was withdrawn, or purged because it was not confirmed in time. */
export async function MissingSignature({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <MessagePage title={t("confirm.missingTitle")}>
      <p className="font-serif text-xl">{t("confirm.missing")}</p>
      <p>
        <FrontPageLink locale={locale} label={t("site.toFront")} />
      </p>
    </MessagePage>
  );
}

/** The link is not ours, or a mail program cut it. */
export async function InvalidLink({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <MessagePage title={t("confirm.invalidLinkTitle")}>
      <p className="font-serif text-xl">{t("confirm.invalidLink")}</p>
      <div className="flex flex-wrap gap-3">
        <a className="button button-quiet" href={checkInboxPath(locale)}>
          {t("inbox.code")}
        </a>
        <FrontPageLink locale={locale} label={t("site.toFront")} />
      </div>
    </MessagePage>
  );
}
