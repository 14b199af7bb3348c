import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, type ReactNode } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { signHref } from "@/app/_signing/call-out";
import { type ArticleText, readArticleText } from "@/lib/articles/article-text";
import type { RelatedArticle, WholeArticle } from "@/lib/articles/published-articles";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { imageIdIn } from "@/lib/images/image-limits";
import { articlePath } from "@/lib/paths";
import { CallOutLink, type CallOutTexts } from "./call-out-link";

/** The campaigns and articles that an article names, and the translated labels. */
export type Around = {
  locale: Locale;
  campaigns: CampaignWithSuccessor[];
  related: RelatedArticle[];
  texts: CallOutTexts & { readMore: string; actionTitle: string };
};

type ArticleMarkupProps = {
  article: WholeArticle;
  primary: CampaignWithSuccessor | undefined;
  around: Around;
};
type Named = { campaign: string; number: string; children?: ReactNode };

/** The markup of an article for feed readers: no scripts or styles, absolute addresses, call-outs as links to the signing form. */
export function ArticleMarkup({ article, primary, around }: ArticleMarkupProps) {
  const components = { ...plainParts(article, around), ...acting(article, around) };
  return (
    <>
      {toJsxRuntime(readOnce(article.bodyMarkdown).tree, { Fragment, jsx, jsxs, components })}
      {primary && (
        <>
          <h2>{around.texts.actionTitle}</h2>
          <CallOutLink campaign={primary} article={article.slug} number="end" around={around} />
        </>
      )}
    </>
  );
}

function acting({ slug: article }: WholeArticle, around: Around): Partial<Components> {
  const named = (slug: string) => around.campaigns.find((campaign) => campaign.slug === slug);
  return {
    "take-action": ({ campaign: slug, number }: Named) => {
      const campaign = named(slug);
      return (
        campaign && <CallOutLink campaign={campaign} article={article} number={number} around={around} />
      );
    },
    "take-action-inline": ({ campaign: slug, number, children }: Named) => {
      const campaign = named(slug);
      if (!campaign) return children;
      const acted = campaign.successor ?? campaign;
      return <a href={env().APP_URL + signHref(around.locale, acted.slug, article, number)}>{children}</a>;
    },
    "unmatched-action": ({ text }: { text: string }) => <p>{text}</p>,
    "unmatched-action-inline": ({ children }: { children?: ReactNode }) => children,
  };
}

function plainParts({ slug }: WholeArticle, { locale, related, texts }: Around): Partial<Components> {
  const page = `${env().APP_URL}${articlePath(locale, slug)}`;
  return {
    a: ({ href, children }: { href?: string; children?: ReactNode }) => (
      <a href={whole(href ?? "", page)}>{children}</a>
    ),
    // Images on other sites are linked, as on our pages. Lazy, because React would otherwise add a preload link.
    img: ({ src, alt }: { src?: unknown; alt?: string }) =>
      imageIdIn(String(src)) ? (
        // biome-ignore lint/performance/noImgElement: feed readers cannot use next/image
        <img src={whole(String(src), page)} alt={alt ?? ""} loading="lazy" />
      ) : (
        <a href={whole(String(src), page)}>{alt || String(src)}</a>
      ),
    "quoted-post": ({ author, handle, url, children }: Post) => (
      <blockquote>
        {children}
        <p>— {url ? <a href={url}>{`${author} ${handle}`}</a> : `${author} ${handle}`}</p>
      </blockquote>
    ),
    "read-more": ({ article: wanted }: { article: string }) => {
      const found = related.find((card) => card.slug === wanted || card.formerSlugs.includes(wanted));
      return (
        found && (
          <p>
            {texts.readMore}:{" "}
            <a href={`${env().APP_URL}${articlePath(locale, found.slug)}`} dir="auto">
              {found.title}
            </a>
          </p>
        )
      );
    },
    "unmatched-read-more": ({ text: headline }: { text: string }) => (
      <p>{`${texts.readMore}: ${headline}`}</p>
    ),
  };
}

type Post = { author: string; handle: string; url: string; children?: ReactNode };

function whole(address: string, page: string): string {
  return URL.canParse(address, page) ? new URL(address, page).href : page;
}

const MAX_CACHED_READINGS = 200;
const readings = new Map<string, ArticleText>();

/** Parses the Markdown of an article. Results are cached: feeds are requested more often than articles change. */
export function readOnce(markdown: string): ArticleText {
  const known = readings.get(markdown);
  if (known) return known;
  const read = readArticleText(markdown);
  const [oldest] = readings.keys();
  if (readings.size >= MAX_CACHED_READINGS && oldest !== undefined) readings.delete(oldest);
  readings.set(markdown, read);
  return read;
}
