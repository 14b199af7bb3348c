import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import type { getLinkStory } from "@/lib/reporting/link-story/queries";
import { OriginTable } from "../../_components/origin-table";

type Story = NonNullable<Awaited<ReturnType<typeof getLinkStory>>>;

/** Where a link leads, how often it was opened, and its signatures by generation. */
export async function LinkFigures({ locale, link }: { locale: Locale; link: Story }) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.story" });
  const format = await getFormatter({ locale });
  const confirmed = link.generations.reduce((sum, row) => sum + row.confirmed, 0);
  const rows = link.generations.map((row) => ({
    key: String(row.generation),
    name: t("generation", { number: row.generation }),
    confirmed: row.confirmed,
  }));
  const facts = [
    { name: t("visits"), value: format.number(link.visits) },
    { name: t("signatures"), value: format.number(confirmed) },
    { name: t("generations"), value: format.number(link.generations.length) },
    { name: t("above"), value: format.number(link.depth) },
  ];
  return (
    <>
      <p className="mt-1 max-w-measure text-soft">
        {t.rich(link.bySigner ? "bySigner" : "byReader", {
          date: () => <LocalTime at={link.createdAt.toISOString()} locale={locale} />,
          place: link.article?.title ?? t("campaignPage"),
        })}{" "}
        <a href={`${env().APP_URL}/s/${link.code}/ripple`}>{t("public")}</a>
      </p>
      <dl className="mt-5 mb-8 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-4">
        {facts.map(({ name, value }) => (
          <div key={name} className="border-t border-rule pt-2">
            <dt className="text-xs text-soft">{name}</dt>
            <dd className="numerals font-serif text-2xl font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      <OriginTable name={t("byGeneration")} empty={t("empty")} {...{ locale, rows, confirmed }} />
    </>
  );
}
