import type { ArticleCard } from "@/lib/articles/published-articles";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { SharePanel } from "./share-panel";
import { getArticleShareProps } from "./share-panel-props";

type ShareArticleProps = {
  article: Pick<ArticleCard, "slug" | "title">;
  locale: Locale;
  primary: CampaignWithSuccessor | null;
};

/** The section below an article for sharing it without signing. */
export async function ShareArticle({ article, locale, primary }: ShareArticleProps) {
  const shareProps = await getArticleShareProps({ article, locale, campaign: primary });
  return (
    <section className="pass-on" aria-labelledby="pass-on">
      <h2 id="pass-on">{shareProps.texts.article}</h2>
      <p className="text-soft">{shareProps.texts.articleLead}</p>
      <SharePanel {...shareProps} />
    </section>
  );
}
