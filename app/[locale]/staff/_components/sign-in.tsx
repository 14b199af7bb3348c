import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { Notice } from "./notice";
import { StaffFrame } from "./staff-frame";

/** What the staff's front door shows whoever is not signed in. A plain form: it works without JavaScript. */
export async function SignIn({ locale, unreadable }: { locale: Locale; unreadable: boolean }) {
  const t = await getTranslations({ locale, namespace: "staff.signIn" });
  return (
    <StaffFrame locale={locale} path="/staff" member={null}>
      <Notice title={t("title")} lead={t("lead")}>
        <form action="/api/staff/sign-in-links" method="post" className="slip grid gap-5 p-5 sm:p-6">
          <input type="hidden" name="locale" value={locale} />
          <div className="field">
            <label htmlFor="email">{t("email")}</label>
            <input
              className="input"
              id="email"
              name="email"
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              aria-invalid={unreadable || undefined}
              aria-describedby={unreadable ? "email-error" : "email-hint"}
            />
            {unreadable ? (
              <p className="field-error" id="email-error">
                {t("unreadable")}
              </p>
            ) : (
              <p className="field-hint" id="email-hint">
                {t("hint")}
              </p>
            )}
          </div>
          <button className="button button-act" type="submit">
            {t("send")}
          </button>
        </form>
        <p className="mt-5 text-sm text-soft">{t("invited")}</p>
      </Notice>
    </StaffFrame>
  );
}
