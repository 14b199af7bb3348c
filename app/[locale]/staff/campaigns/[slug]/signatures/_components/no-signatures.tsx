import { getTranslations } from "next-intl/server";
import type { FoundPage } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { activeFilterParts } from "@/lib/signatures/signature-filter";

/** What to know, or to do, where there is nobody to show. */
export async function NoSignatures({ locale, filter, page, after, before }: FoundPage) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.empty" });
  const isWhole = activeFilterParts(filter).length === 0 && !after && !before;
  const what = page.unsearched ? "notYet" : isWhole ? "none" : "filtered";
  return (
    <div className="slip mt-6 max-w-measure p-6">
      <h2 className="text-xl font-medium">{t(what)}</h2>
      <p className="mt-2 text-soft">{t(`${what}Lead`)}</p>
    </div>
  );
}
