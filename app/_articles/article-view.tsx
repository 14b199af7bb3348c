import type { ComponentType, ReactNode } from "react";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { readArticleText } from "@/lib/articles/article-text";
import { type ArticleCard, listArticlesBySlug } from "@/lib/articles/published-articles";
import { type CampaignWithSuccessor, listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import type { Locale } from "@/lib/i18n/locales";
import { listImageSizes } from "@/lib/images/get-image";
import { imageIdIn } from "@/lib/images/image-limits";
import { getSigningPause } from "@/lib/settings/signing-pause";
import { listShareTexts } from "@/lib/sharing/list-share-texts";
import { ActionBar } from "./action-bar";
import { ArticleHeading } from "./article-heading";
import { ArticleText } from "./article-text";
import { EndModule } from "./end-module";
import type { UnresolvedReferenceProps } from "./unresolved-reference";

type ArticleViewProps = {
  article: ArticleCard & { bodyMarkdown: string };
  locale: Locale;
  primary: CampaignWithSuccessor | null;
  Unresolved: ComponentType<UnresolvedReferenceProps>;
  children?: ReactNode;
  /** Shown below the article. */
  below?: ReactNode;
};

/** An article with its call-outs, for the public page and for the preview. */
export async function ArticleView({
  article,
  locale,
  primary,
  Unresolved,
  children,
  below,
}: ArticleViewProps) {
  const { tree, callOuts, readMores, pictures: imagePaths } = readArticleText(article.bodyMarkdown);
  const slugs = [...new Set(callOuts.map(({ campaign }) => campaign))];
  const ids = imagePaths.flatMap((path) => imageIdIn(path) ?? []);
  const [campaigns, related, imageSizes, texts, pause] = await Promise.all([
    readReplica((replica) => listCampaignsBySlug(replica, { locale, slugs })),
    readReplica((replica) => listArticlesBySlug(replica, { locale, slugs: readMores })),
    readReplica((replica) => listImageSizes(replica, ids)),
    signingTexts(locale),
    getSigningPause(db(), locale),
  ]);
  const acting = primary?.successor ?? primary;
  const toSign = [...campaigns, ...(primary ? [primary] : [])].map((linked) => linked.successor ?? linked);
  const staffTexts = await readReplica((replica) =>
    listShareTexts(replica, { locale, slugs: toSign.map(({ slug }) => slug) }),
  );
  const text = { tree, locale, campaigns, related, imageSizes, texts, Unresolved };
  return (
    <SigningProvider
      texts={texts}
      countries={countryOptions(locale)}
      locale={locale}
      article={article.slug}
      staffTexts={staffTexts}
      paused={pause?.text}
      campaigns={toSign.filter(({ status }) => status === "open").map(campaignToSign)}
    >
      <main id="main">
        {children}
        <article>
          <ArticleHeading article={article} locale={locale} />
          <ArticleText {...text} article={article.slug} />
          {primary && <EndModule campaign={primary} article={article} locale={locale} texts={texts} />}
        </article>
        {below}
      </main>
      {acting?.status === "open" && <ActionBar campaign={acting} article={article.slug} locale={locale} />}
    </SigningProvider>
  );
}
