import { getFormatter, getTranslations } from "next-intl/server";
import { AttributionTable } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-table";
import type { Locale } from "@/lib/i18n/locales";
import type { getLinkDetails } from "@/lib/reporting/link-details";

export type LinkDetails = NonNullable<Awaited<ReturnType<typeof getLinkDetails>>>;

/** The visits of a link, and its signatures by generation. */
export async function LinkFigures({ locale, link }: { locale: Locale; link: LinkDetails }) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.link" });
  const format = await getFormatter({ locale });
  const rows = link.generations.map(({ generation, confirmed }) => ({
    key: String(generation),
    name: generation === "later" ? t("later") : t("generation", { number: generation }),
    confirmed,
  }));
  const facts = [
    { name: t("visits"), value: format.number(link.visits) },
    { name: t("signatures"), value: format.number(link.confirmed) },
    { name: t("generations"), value: format.number(link.furthest) },
    { name: t("above"), value: format.number(link.depth) },
  ];
  return (
    <>
      <dl className="mt-5 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-4">
        {facts.map(({ name, value }) => (
          <div key={name} className="border-t border-rule pt-2">
            <dt className="text-xs text-soft" dir="auto">
              {name}
            </dt>
            <dd className="numerals font-serif text-2xl font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {link.elsewhere > 0 && (
        <p className="mt-2 max-w-measure text-sm text-soft">{t("elsewhere", { count: link.elsewhere })}</p>
      )}
      <div className="mt-8">
        <AttributionTable
          name={t("byGeneration")}
          empty={t("empty")}
          {...{ locale, rows, confirmed: link.confirmed }}
        />
      </div>
    </>
  );
}
