import type { ArticleCard } from "@/lib/articles/published-articles";
import type { CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { SharePanel } from "./share-panel";
import { getArticleShareProps } from "./share-panel-props";

type PassOnArticleProps = {
  article: Pick<ArticleCard, "slug" | "title">;
  locale: Locale;
  primary: CarriedCampaign | null;
};

/** Below everything else that an article asks for: to pass it on, without having signed. */
export async function ShareArticle({ article, locale, primary }: PassOnArticleProps) {
  const passing = await getArticleShareProps({ article, locale, campaign: primary });
  return (
    <section className="pass-on" aria-labelledby="pass-on">
      <h2 id="pass-on">{passing.texts.article}</h2>
      <p className="text-soft">{passing.texts.articleLead}</p>
      <SharePanel {...passing} />
    </section>
  );
}
