import { getTranslations } from "next-intl/server";
import { countryOptions } from "@/app/_signing/signing-texts";
import { attributionNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import {
  type SignatureList,
  STATES,
} from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { listArticlesCarrying } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { type FilterPart, filterQuery } from "@/lib/signatures/signature-filter";

const MAX_ARTICLES = 100;

/** The filters of the list, as a form by GET, so that every view has an address. */
export async function FilterForm({ locale, campaign, filter, path }: SignatureList) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const articles = await listArticlesCarrying(db(), { campaignSlug: campaign.slug, limit: MAX_ARTICLES });
  const isChosen = filterQuery(filter, ["name", "person"]).size > 0;
  return (
    <form action={path} method="get" className="grid gap-4">
      <Field part="name" label={t("filter.name")} hint={t("filter.nameHint")}>
        <input
          className="input"
          id="filter-name"
          name="name"
          defaultValue={filter.name}
          maxLength={100}
          autoComplete="off"
          aria-describedby="filter-name-hint"
          dir="auto"
        />
      </Field>
      <details open={isChosen} className="more-fields">
        <summary>{t("filter.title")}</summary>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Choice
            part="state"
            label={t("filter.state")}
            any={t("anyState")}
            value={filter.state}
            options={STATES.map((state) => [state, t(`state.${state}`)])}
          />
          <Choice
            part="country"
            label={t("filter.country")}
            any={t("anyCountry")}
            value={filter.country}
            options={countryOptions(locale)}
          />
          <Choice
            part="article"
            label={t("filter.article")}
            any={t("anyArticle")}
            value={filter.article}
            options={articles.map(({ slug, title }) => [slug, title])}
          />
          <Choice
            part="channel"
            label={t("filter.channel")}
            any={t("anyChannel")}
            value={filter.channel}
            options={(await attributionNames(locale)).channels}
          />
          <Field part="from" label={t("filter.from")} hint={t("filter.days")}>
            <input
              className="input"
              id="filter-from"
              type="date"
              name="from"
              defaultValue={filter.from}
              aria-describedby="filter-from-hint"
            />
          </Field>
          <Field part="to" label={t("filter.to")}>
            <input className="input" id="filter-to" type="date" name="to" defaultValue={filter.to} />
          </Field>
          <Field part="domain" label={t("filter.domain")}>
            <input
              className="input"
              id="filter-domain"
              name="domain"
              defaultValue={filter.domain}
              placeholder="example.org"
              maxLength={253}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        </div>
      </details>
      <button type="submit" className="button button-quiet justify-self-start">
        {t("filter.show")}
      </button>
    </form>
  );
}

type FieldProps = { part: FilterPart; label: string; hint?: string; children: React.ReactNode };

function Field({ part, label, hint, children }: FieldProps) {
  return (
    <div className="field m-0">
      <label htmlFor={`filter-${part}`}>{label}</label>
      {children}
      {hint && (
        <p id={`filter-${part}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

type ChoiceProps = {
  part: FilterPart;
  label: string;
  any: string;
  value?: string;
  options: [string, string][];
};

/** A select with "any". The current value stays selectable even if it is not among the options. */
function Choice({ part, label, any, value, options }: ChoiceProps) {
  const isOffered = value === undefined || options.some(([option]) => option === value);
  return (
    <Field part={part} label={label}>
      <select className="input" id={`filter-${part}`} name={part} defaultValue={value ?? ""}>
        <option value="">{any}</option>
        {!isOffered && <option value={value}>{value}</option>}
        {options.map(([option, name]) => (
          <option key={option} value={option} dir="auto">
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
