import { getTranslations } from "next-intl/server";
import { type Campaign, listArticlesCarrying } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath } from "@/lib/paths";

const MAX_ARTICLES = 10;

/** Links to the campaign's articles in the signer's language, and back to the campaign. */
export async function FurtherReading({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale });
  const articles = await readReplica((replica) =>
    listArticlesCarrying(replica, { campaignSlug: campaign.slug, limit: MAX_ARTICLES }),
  );
  return (
    <nav aria-labelledby="read-on" className="grid gap-2">
      <h2 id="read-on" className="kicker">
        {t("thanks.read")}
      </h2>
      <ul className="grid gap-2 font-serif text-xl">
        {articles
          .filter((article) => article.locale === locale)
          .map((article) => (
            <li key={article.slug}>
              <a href={articlePath(locale, article.slug)} dir="auto">
                {article.title}
              </a>
            </li>
          ))}
        <li>
          <a href={campaignPath(locale, campaign.slug)}>{t("confirm.toCampaign")}</a>
        </li>
      </ul>
    </nav>
  );
}
