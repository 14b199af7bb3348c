import { getTranslations } from "next-intl/server";
import { FRESH_MINUTES } from "@/lib/auth/session-age";
import type { Locale } from "@/lib/i18n/locales";

/** Said before anybody fills in a form: what they typed would be lost on the way. */
export async function SignInAgain({ locale, back }: { locale: Locale; back: string }) {
  const t = await getTranslations({ locale, namespace: "staff.exports.again" });
  return (
    <section aria-labelledby="sign-in-first" className="slip mt-8 max-w-measure p-5 sm:p-7">
      <h2 id="sign-in-first" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-2 mb-5 text-soft">{t("lead", { minutes: FRESH_MINUTES })}</p>
      <a
        className="button button-act"
        href={`/${locale}/staff/sign-in/again?back=${encodeURIComponent(back)}`}
      >
        {t("go")}
      </a>
    </section>
  );
}
