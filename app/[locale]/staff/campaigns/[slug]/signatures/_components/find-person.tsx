import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import type { Locale } from "@/lib/i18n/locales";
import { MAX_TYPED_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { findPerson } from "../actions";

/** The form that finds a signer by e-mail address. It posts, so that the address is not in logs or the browser history. */
export async function FindPerson({ locale, slug }: { locale: Locale; slug: string }) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.find" });
  return (
    <ActionForm
      action={findPerson}
      submit={t("button")}
      submitClassName="button button-quiet justify-self-start"
      className="border-t border-rule pt-4 lg:border-t-0 lg:border-l lg:pt-0 lg:pl-8"
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slug" value={slug} />
      <div className="field">
        <label htmlFor="find-email">{t("label")}</label>
        <input
          className="input"
          id="find-email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={MAX_TYPED_ADDRESS_LENGTH}
          aria-describedby="find-email-hint"
        />
        <p id="find-email-hint" className="field-hint">
          {t("hint")}
        </p>
      </div>
    </ActionForm>
  );
}
