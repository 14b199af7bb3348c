import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import type { Locale } from "@/lib/i18n/locales";
import { requestKind } from "@/lib/requests/register";
import { MAX_TYPED_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { lookUp } from "../actions";
import { ReasonField } from "./reason-field";

/** Finds a person over all campaigns by their exact address, and registers what they ask for. */
export async function LookUpForm({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  return (
    <section aria-labelledby="look-up" className="slip p-5">
      <h2 id="look-up" className="text-2xl font-medium">
        {t("lookUp")}
      </h2>
      <p className="mt-1 mb-5 text-sm text-soft">{t("lookUpLead")}</p>
      <ActionForm action={lookUp} submit={t("find")}>
        <input type="hidden" name="locale" value={locale} />
        <div className="field">
          <label htmlFor="look-up-email">{t("email")}</label>
          <input
            className="input"
            id="look-up-email"
            name="email"
            type="email"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={MAX_TYPED_ADDRESS_LENGTH}
          />
        </div>
        <div className="field">
          <label htmlFor="look-up-kind">{t("kind")}</label>
          <select className="input" id="look-up-kind" name="kind">
            {requestKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
            <option value="">{t("onlyLook")}</option>
          </select>
        </div>
        <ReasonField locale={locale} id="look-up-reason" />
      </ActionForm>
    </section>
  );
}
