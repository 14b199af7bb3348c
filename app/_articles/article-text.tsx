import type { Element, Root } from "hast";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { getTranslations } from "next-intl/server";
import { type ComponentType, Fragment, type ReactNode } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { CallOut, signHref } from "@/app/_signing/call-out";
import { SignOverPage } from "@/app/_signing/sign-in-place";
import type { SigningTexts } from "@/app/_signing/signing-texts";
import type { CallKind } from "@/lib/articles/directives";
import type { RelatedArticle } from "@/lib/articles/published-articles";
import type { CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import type { ImageSize } from "@/lib/images/get-image";
import { articlePath } from "@/lib/paths";
import { Picture } from "./article-picture";
import { QuotedPost, type QuotedPostProps } from "./quoted-post";
import type { UnresolvedReferenceProps } from "./unresolved-reference";

type ArticleTextProps = {
  tree: Root;
  article: string;
  locale: Locale;
  campaigns: CarriedCampaign[];
  related: RelatedArticle[];
  pictures: ImageSize[];
  texts: SigningTexts;
  /** How a place that leads nowhere is shown. */
  Gap: ComponentType<UnresolvedReferenceProps>;
};

/** The elements that `readArticleText` adds to those of HTML. */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "take-action": ActionProps;
      "take-action-inline": ActionProps;
      "unmatched-action": UnmatchedProps;
      "unmatched-action-inline": UnmatchedProps;
      "read-more": { article: string };
      "unmatched-read-more": { words: string };
      "quoted-post": QuotedPostProps;
    }
  }
}

type ActionProps = { campaign: string; number: string; children?: ReactNode };
type UnmatchedProps = { kind: CallKind; words: string; children?: ReactNode };

/** The body of an article, with its call-outs, read-mores and quoted posts alive. */
export async function ArticleText(props: ArticleTextProps) {
  const t = await getTranslations({ locale: props.locale, namespace: "article" });
  const components: Partial<Components> = {
    ...actions(props),
    ...leads(props, t("readMore")),
    "quoted-post": (post: QuotedPostProps) => <QuotedPost {...post} locale={props.locale} />,
    img: ({ src, alt }) => <Picture src={String(src ?? "")} alt={alt ?? ""} sizes={props.pictures} />,
    p: ({ node, children }: { node?: Element; children?: ReactNode }) =>
      isPicture(node) ? <figure>{children}</figure> : <p>{children}</p>,
    h1: ({ children }: { children?: ReactNode }) => <h2>{children}</h2>,
  };
  return (
    <div className="prose">
      {toJsxRuntime(props.tree, { Fragment, jsx, jsxs, components, passNode: true })}
    </div>
  );
}

/** Where the reader can act. */
function actions({ campaigns, article, locale, texts, Gap }: ArticleTextProps): Partial<Components> {
  const named = (slug: string) => campaigns.find((campaign) => campaign.slug === slug);
  return {
    "take-action": ({ campaign: slug, number }: ActionProps) => {
      const campaign = named(slug);
      if (!campaign) return <Gap reason="unknown-campaign" words={slug} locale={locale} />;
      return <CallOut campaign={campaign} locale={locale} texts={texts} article={article} number={number} />;
    },
    "take-action-inline": ({ campaign: slug, number, children }: ActionProps) => {
      const found = named(slug);
      if (!found) return children;
      const campaign = found.carriedOnBy ?? found;
      const href = signHref(locale, campaign.slug, article, number);
      if (campaign.state !== "open") return <a href={href}>{children}</a>;
      const asked = { slug: campaign.slug, title: campaign.title, textId: campaign.textId };
      return (
        <SignOverPage campaign={asked} callout={number} href={href} className="action-link">
          {children}
        </SignOverPage>
      );
    },
    "unmatched-action": ({ kind, words }: UnmatchedProps) => (
      <Gap reason="unmatched-call-out" kind={kind} words={words} locale={locale} />
    ),
    "unmatched-action-inline": ({ kind, words, children }: UnmatchedProps) => (
      <Gap reason="unmatched-inline" kind={kind} words={words} locale={locale}>
        {children}
      </Gap>
    ),
  };
}

/** What leads on to other articles. */
function leads({ related, locale, Gap }: ArticleTextProps, label: string): Partial<Components> {
  return {
    "read-more": ({ article: slug }: { article: string }) => {
      const found = related.find((card) => card.slug === slug || card.formerSlugs.includes(slug));
      if (!found) return <Gap reason="unknown-article" words={slug} locale={locale} />;
      return (
        <p className="read-more">
          <span className="kicker">{label}</span>
          <a href={articlePath(locale, found.slug)}>{found.title}</a>
        </p>
      );
    },
    "unmatched-read-more": ({ words }: { words: string }) => (
      <Gap reason="unmatched-read-more" words={words} locale={locale} />
    ),
  };
}

/** Whether a paragraph holds a picture and nothing else. */
function isPicture(node: Element | undefined): boolean {
  const [only, ...others] = node?.children ?? [];
  return others.length === 0 && only?.type === "element" && only.tagName === "img";
}
