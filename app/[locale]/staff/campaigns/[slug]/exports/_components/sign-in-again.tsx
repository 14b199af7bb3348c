import { getTranslations } from "next-intl/server";
import { FRESH_MINUTES } from "@/lib/auth/session-age";
import type { Locale } from "@/lib/i18n/locales";
import { signInAgainPath, withoutLocale } from "@/lib/paths";

/** Asks for a new sign-in instead of showing the forms: what was typed would be lost by signing in. */
export async function SignInAgain({ locale, back }: { locale: Locale; back: string }) {
  const t = await getTranslations({ locale, namespace: "staff.exports.again" });
  return (
    <section aria-labelledby="sign-in-first" className="slip mt-8 max-w-measure p-5 sm:p-7">
      <h2 id="sign-in-first" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-2 mb-5 text-soft">{t("lead", { minutes: FRESH_MINUTES })}</p>
      <a className="button button-act" href={signInAgainPath(locale, withoutLocale(back))}>
        {t("go")}
      </a>
    </section>
  );
}
