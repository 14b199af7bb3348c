import { getTranslations } from "next-intl/server";
import { LanguageField } from "@/app/[locale]/staff/_components/language-field";
import { INVITATION_DAYS } from "@/lib/auth/invitation";
import type { Locale } from "@/lib/i18n/locales";
import { MAX_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { ActionForm } from "../../_components/action-form";
import { invitePerson } from "../actions";
import { RoleSelect } from "./role-select";

/** The form with which an owner invites a person. */
export async function InviteForm({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.people.invite" });
  return (
    <section aria-labelledby="invite" className="slip p-5">
      <h2 id="invite" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 mb-5 text-sm text-soft">{t("lead", { days: INVITATION_DAYS })}</p>
      <ActionForm action={invitePerson} submit={t("send")} resetsWhenDone>
        <input type="hidden" name="locale" value={locale} />
        <div className="field">
          <label htmlFor="invite-name">{t("name")}</label>
          <input
            className="input"
            id="invite-name"
            name="name"
            required
            maxLength={200}
            autoComplete="off"
            dir="auto"
          />
        </div>
        <div className="field">
          <label htmlFor="invite-email">{t("email")}</label>
          <input
            className="input"
            id="invite-email"
            name="email"
            type="email"
            required
            maxLength={MAX_ADDRESS_LENGTH}
            autoComplete="off"
          />
        </div>
        <RoleSelect locale={locale} id="invite-role" label={t("role")} chosen="editor" explained />
        <LanguageField id="invite-language" label={t("language")} value={locale} />
      </ActionForm>
    </section>
  );
}
