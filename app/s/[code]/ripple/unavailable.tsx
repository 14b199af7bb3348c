import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import type { Locale } from "@/lib/i18n/locales";

/** Shown while the database is unavailable, with a link to try again. */
export async function Unavailable({ locale, retryPath }: { locale: Locale; retryPath: string }) {
  const t = await getTranslations({ locale, namespace: "ripple" });
  return (
    <MessagePage kicker={t("kicker")} title={t("unavailableTitle")}>
      <p className="font-serif text-xl">{t("unavailable")}</p>
      <p>
        <a className="button button-quiet" href={retryPath}>
          {t("again")}
        </a>
      </p>
    </MessagePage>
  );
}
