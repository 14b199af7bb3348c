import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { ActionForm } from "../../../../_components/action-form";
import { TextField } from "../../../../_components/text-field";
import { allowSite, removeSite, undoSites } from "./actions";

type SiteListProps = {
  locale: Locale;
  slug: string;
  sites: { origin: string; signatures: number }[];
  /** Signatures from embeds on unknown or unlisted sites. */
  elsewhere: number;
  mayChange: boolean;
};

/** The sites that may embed the campaign, with their signatures. One form for all, so that the undo button appears in the list. */
export async function SiteList({ locale, slug, sites, elsewhere, mayChange }: SiteListProps) {
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  const hiddenFields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slug" value={slug} />
    </>
  );
  const list = <Sites locale={locale} sites={sites} mayChange={mayChange} />;
  return (
    <div className="grid content-start gap-4">
      <h3 className="text-lg font-medium">{t("sites")}</h3>
      {mayChange ? (
        <ActionForm action={removeSite} undo={undoSites}>
          {hiddenFields}
          {list}
        </ActionForm>
      ) : (
        list
      )}
      {elsewhere > 0 && <p className="text-sm text-soft">{t("elsewhere", { count: elsewhere })}</p>}
      {mayChange && (
        <ActionForm
          action={allowSite}
          undo={undoSites}
          submit={t("add")}
          submitClassName="button button-quiet justify-self-start"
          resetsWhenDone
        >
          {hiddenFields}
          <TextField name="site" label={t("site")} hint={t("siteHint")} maxLength={2000} />
        </ActionForm>
      )}
    </div>
  );
}

type SitesProps = Pick<SiteListProps, "locale" | "sites" | "mayChange">;

async function Sites({ locale, sites, mayChange }: SitesProps) {
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  if (sites.length === 0) return <p className="text-soft">{t("none")}</p>;
  return (
    <ul className="border-t border-rule">
      {sites.map(({ origin, signatures }) => (
        <li key={origin} className="flex items-start justify-between gap-4 border-b border-rule py-2">
          <div className="min-w-0">
            <p className="font-semibold break-words">{origin}</p>
            <p className="numerals text-sm text-soft">{t("signatures", { count: signatures })}</p>
          </div>
          {mayChange && (
            <button
              type="submit"
              name="origin"
              value={origin}
              className="link-button shrink-0"
              aria-label={t("removeOf", { origin })}
            >
              {t("remove")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
