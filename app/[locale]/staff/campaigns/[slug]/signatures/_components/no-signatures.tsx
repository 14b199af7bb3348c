import { getTranslations } from "next-intl/server";
import type { FoundPage } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { activeFilterParts } from "@/lib/signatures/signature-filter";

/** Explains why the list is empty. */
export async function NoSignatures({ locale, filter, page, after, before }: FoundPage) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.empty" });
  const isUnfiltered = activeFilterParts(filter).length === 0 && !after && !before;
  const reason = page.unsearched ? "notYet" : isUnfiltered ? "none" : "filtered";
  return (
    <div className="slip mt-6 max-w-measure p-6">
      <h2 className="text-xl font-medium">{t(reason)}</h2>
      <p className="mt-2 text-soft">{t(`${reason}Lead`)}</p>
    </div>
  );
}
