import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { attributionNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import {
  countryName,
  dayName,
  type SignatureList,
} from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { db } from "@/lib/database";
import { isolated } from "@/lib/direction";
import { staffCampaignPath } from "@/lib/paths";
import { countMatching, MAX_COUNTED_MATCHES } from "@/lib/signatures/search";
import {
  activeFilterParts,
  type FilterPart,
  filterQuery,
  signatureFilter,
} from "@/lib/signatures/signature-filter";

/** The active filters, each with a link that removes it, and the number of matches if it can be counted quickly. */
export async function FilterChips(list: SignatureList) {
  const { locale, filter, path } = list;
  const t = await getTranslations({ locale, namespace: "staff.signatureList.filter" });
  const parts = activeFilterParts(filter);
  const names = await Promise.all(
    parts.map(async ({ part, value }) => ({ part, name: await filterPartName(list, part, value) })),
  );
  return (
    <div className="mt-8 flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 border-t-[3px] border-ink pt-3">
      <MatchCount {...list} />
      {names.length > 0 && (
        <ul aria-label={t("chosen")} className="flex flex-wrap gap-2">
          {names.map(({ part, name }) => (
            <li key={part}>
              <Link
                href={`${path}?${filterQuery(filter, [part])}`}
                className="inline-flex min-h-8 items-center gap-2 rounded border border-rule-strong bg-raised px-2.5 text-sm no-underline hover:border-ink"
                aria-label={t("remove", { filter: isolated(name) })}
              >
                <span dir="auto">{name}</span>
                <span aria-hidden="true">×</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {names.length > 1 && (
        <Link href={path} className="inline-flex min-h-8 items-center text-sm">
          {t("all")}
        </Link>
      )}
      <ExportLink {...list} />
    </div>
  );
}

/** A link to the export page with the same filter. */
async function ExportLink({ locale, campaign, filter }: SignatureList) {
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  return (
    <Link
      href={`${staffCampaignPath(locale, campaign.slug, "exports")}?${filterQuery(filter)}`}
      className="ml-auto inline-flex min-h-8 items-center text-sm"
    >
      {t("exportList")}
    </Link>
  );
}

async function MatchCount({ locale, campaign, filter }: SignatureList) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const count = await countMatching(db(), { campaignId: campaign.id, filter });
  const found = t("found", { count: Math.min(count ?? 0, MAX_COUNTED_MATCHES) });
  return (
    <p className="mr-2">
      {count !== null && (
        <strong>{count > MAX_COUNTED_MATCHES ? t("foundMany", { count: found }) : found}. </strong>
      )}
      <span className="text-soft">{t(filter.name ? "orderByName" : "order")}</span>
    </p>
  );
}

/** Returns a part of the filter in words. */
export async function filterPartName(
  { locale }: Pick<SignatureList, "locale">,
  part: FilterPart,
  value: string,
): Promise<string> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  if (part === "person") return t("filter.one");
  const label = t(`filter.${part}`);
  if (part === "country") return `${label}: ${countryName(value, locale)}`;
  if (part === "channel") return `${label}: ${(await attributionNames(locale)).channel(value)}`;
  if (part === "from" || part === "to") return `${label}: ${dayName(value, locale)}`;
  const { state } = signatureFilter.parse({ [part]: value });
  if (state) return `${label}: ${t(`state.${state}`)}`;
  return `${label}: ${value}`;
}
