import type { Root } from "hast";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { getTranslations } from "next-intl/server";
import { Fragment, type ReactNode } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { actionHref, CallOut } from "@/app/[locale]/(public)/_signing/call-out";
import { SignOverPage } from "@/app/[locale]/(public)/_signing/sign-in-place";
import type { SigningTexts } from "@/app/[locale]/(public)/_signing/texts";
import type { ArticleCard } from "@/lib/articles/queries";
import type { Campaign } from "@/lib/campaigns/queries";
import type { Locale } from "@/lib/i18n/locales";
import { QuotedPost, type QuotedPostProps } from "./quoted-post";

type ArticleTextProps = {
  tree: Root;
  article: string;
  locale: Locale;
  campaigns: Campaign[];
  related: ArticleCard[];
  texts: SigningTexts;
};

/** The elements that `readArticleText` adds to those of HTML. */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "take-action": ActionProps;
      "take-action-inline": ActionProps;
      "read-more": { article: string };
      "quoted-post": QuotedPostProps;
    }
  }
}

type ActionProps = { campaign: string; number: string; children?: ReactNode };

/** The body of an article, with its call-outs, read-mores and quoted posts alive. */
export async function ArticleText({ tree, article, locale, campaigns, related, texts }: ArticleTextProps) {
  const t = await getTranslations({ locale, namespace: "article" });
  const campaignNamed = (slug: string) => campaigns.find((campaign) => campaign.slug === slug);
  const components: Partial<Components> = {
    "take-action": ({ campaign: slug, number }: ActionProps) => {
      const campaign = campaignNamed(slug);
      return (
        campaign && (
          <CallOut campaign={campaign} locale={locale} texts={texts} article={article} number={number} />
        )
      );
    },
    "take-action-inline": ({ campaign: slug, number, children }: ActionProps) => {
      const campaign = campaignNamed(slug);
      if (!campaign) return children;
      const href = actionHref(locale, slug, article, number);
      if (campaign.state !== "open") return <a href={href}>{children}</a>;
      return (
        <SignOverPage
          campaign={{ slug, title: campaign.title, textId: campaign.textId }}
          callout={number}
          href={href}
          className="action-link"
        >
          {children}
        </SignOverPage>
      );
    },
    "read-more": ({ article: slug }: { article: string }) => {
      const found = related.find((card) => card.slug === slug);
      return (
        found && (
          <p className="read-more">
            <span className="kicker">{t("readMore")}</span>
            <a href={`/${locale}/articles/${found.slug}`}>{found.title}</a>
          </p>
        )
      );
    },
    "quoted-post": (props: QuotedPostProps) => <QuotedPost {...props} locale={locale} />,
    h1: ({ children }: { children?: ReactNode }) => <h2>{children}</h2>,
  };
  return <div className="prose">{toJsxRuntime(tree, { Fragment, jsx, jsxs, components })}</div>;
}
