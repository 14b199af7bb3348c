import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { MAX_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { Notice } from "./notice";
import { StaffLayout } from "./staff-layout";

type SignInProps = {
  locale: Locale;
  /** Whether the submitted text was not an address. */
  unreadable: boolean;
};

/** The sign-in page. */
export async function SignIn({ locale, unreadable }: SignInProps) {
  const t = await getTranslations({ locale, namespace: "staff.signIn" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale)} member={null}>
      <Notice title={t("title")} lead={t("lead")}>
        <LinkForm locale={locale} unreadable={unreadable} />
        <p className="mt-5 text-sm text-soft">{t("invited")}</p>
      </Notice>
    </StaffLayout>
  );
}

/** A plain form: it works without JavaScript. */
async function LinkForm({ locale, unreadable }: SignInProps) {
  const t = await getTranslations({ locale, namespace: "staff.signIn" });
  return (
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
          maxLength={MAX_ADDRESS_LENGTH}
          aria-invalid={unreadable || undefined}
          aria-describedby="email-note"
        />
        <p className={unreadable ? "field-error" : "field-hint"} id="email-note">
          {unreadable ? t("unreadable") : t("hint")}
        </p>
      </div>
      <button className="button button-act" type="submit">
        {t("send")}
      </button>
    </form>
  );
}
