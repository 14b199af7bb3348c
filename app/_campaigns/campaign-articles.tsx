import { getTranslations } from "next-intl/server";
import { type Campaign, listArticlesCarrying } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";

const MAX_ARTICLES = 20;

/** The articles with a call-out of a campaign, in the reader's language. */
export async function CampaignArticles({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const articles = await readReplica((replica) =>
    listArticlesCarrying(replica, { campaignSlug: campaign.slug, limit: MAX_ARTICLES }),
  );
  const readable = articles.filter((article) => article.locale === locale);
  if (readable.length === 0) return null;
  return (
    <section className="grid content-start gap-3" aria-labelledby="story">
      <h2 id="story" className="kicker">
        {t("articles")}
      </h2>
      <ul className="grid gap-4">
        {readable.map((article) => (
          <li key={article.slug} className="border-rule border-t pt-3">
            <a
              className="font-serif text-xl font-semibold no-underline hover:underline"
              href={articlePath(locale, article.slug)}
              dir="auto"
            >
              {article.title}
            </a>
            <p className="text-soft" dir="auto">
              {article.dek}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
