import { getTranslations } from "next-intl/server";
import { type Campaign, listArticlesCarrying } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";

/** The articles that tell the story behind a campaign, in the reader's language. */
export async function CampaignArticles({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const carrying = await listArticlesCarrying(db(), { campaignSlug: campaign.slug, limit: 20 });
  const readable = carrying.filter((article) => article.locale === locale);
  if (readable.length === 0) return null;
  return (
    <section className="grid content-start gap-3" aria-labelledby="told">
      <h2 id="told" className="kicker">
        {t("told")}
      </h2>
      <ul className="grid gap-4">
        {readable.map((article) => (
          <li key={article.slug} className="border-rule border-t pt-3">
            <a
              className="font-serif text-xl font-semibold no-underline hover:underline"
              href={articlePath(locale, article.slug)}
            >
              {article.title}
            </a>
            <p className="text-soft">{article.dek}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
