import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { LanguageField } from "@/app/[locale]/staff/_components/language-field";
import type { Draft } from "@/lib/articles/list-drafts";
import type { Locale } from "@/lib/i18n/locales";
import { move } from "../actions";

/** The form for the slug of the article and, until it is published, its language. */
export async function AddressPanel({ locale, draft }: { locale: Locale; draft: Draft }) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.move" });
  const isKnown = draft.shown !== null;
  return (
    <section aria-labelledby="address" className="border-t border-rule pt-5">
      <h2 id="address" className="mb-4 text-xl font-medium">
        {t("title")}
      </h2>
      <ActionForm
        action={move}
        undo={move}
        submit={t("save")}
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="article" value={draft.id} />
        <div className="field">
          <label htmlFor="slug">{t("slug")}</label>
          <input
            id="slug"
            className="input"
            name="slug"
            defaultValue={draft.slug}
            required
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="slug-hint"
          />
          <p id="slug-hint" className="field-hint">
            {t(isKnown ? "slugHint" : "slugHintDraft")}
          </p>
        </div>
        {isKnown ? (
          <input type="hidden" name="language" value={draft.locale} />
        ) : (
          <LanguageField id="language" label={t("language")} value={draft.locale} />
        )}
      </ActionForm>
    </section>
  );
}
