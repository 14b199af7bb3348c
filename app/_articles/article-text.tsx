import type { Element, Root } from "hast";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { getTranslations } from "next-intl/server";
import { type ComponentType, Fragment, type ReactNode } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { BySigningState } from "@/app/_signing/by-signing-state";
import { CallOut, signHref } from "@/app/_signing/call-out";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { SignDialogLink } from "@/app/_signing/sign-in-place";
import type { SigningTexts } from "@/app/_signing/signing-texts";
import type { CallKind } from "@/lib/articles/directives";
import type { RelatedArticle } from "@/lib/articles/published-articles";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import type { ImageSize } from "@/lib/images/get-image";
import { articlePath } from "@/lib/paths";
import { ArticleImage } from "./article-image";
import { tablesAndNotes } from "./article-tables-and-notes";
import { QuotedPost, type QuotedPostProps } from "./quoted-post";
import type { UnresolvedReferenceProps } from "./unresolved-reference";

type ArticleTextProps = {
  tree: Root;
  article: string;
  locale: Locale;
  campaigns: CampaignWithSuccessor[];
  related: RelatedArticle[];
  imageSizes: ImageSize[];
  texts: SigningTexts;
  /** Renders a reference without a target. */
  Unresolved: ComponentType<UnresolvedReferenceProps>;
};

/** The elements that `readArticleText` adds to HTML. */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "take-action": ActionProps;
      "take-action-inline": ActionProps;
      "unmatched-action": UnmatchedProps;
      "unmatched-action-inline": UnmatchedProps;
      "read-more": { article: string };
      "unmatched-read-more": { text: string };
      "quoted-post": QuotedPostProps;
    }
  }
}

type ActionProps = { campaign: string; number: string; children?: ReactNode };
type UnmatchedProps = { kind: CallKind; text: string; children?: ReactNode };

/** The body of an article, with its call-outs, links to other articles and quoted posts as components. */
export async function ArticleText(props: ArticleTextProps) {
  const t = await getTranslations({ locale: props.locale });
  const components: Partial<Components> = {
    ...callOutComponents(props, t("campaign.signedByYou")),
    ...readMoreComponents(props, t("article.readMore")),
    "quoted-post": (post: QuotedPostProps) => <QuotedPost {...post} locale={props.locale} />,
    img: ({ src, alt }) => <ArticleImage src={String(src ?? "")} alt={alt ?? ""} sizes={props.imageSizes} />,
    p: ({ node, children }: { node?: Element; children?: ReactNode }) =>
      isImageParagraph(node) ? <figure>{children}</figure> : <p dir="auto">{children}</p>,
    ...tablesAndNotes({
      notes: t("article.notes"),
      backToText: t("article.backToText"),
      table: t("article.table"),
    }),
    h1: ({ children }: { children?: ReactNode }) => <h2 dir="auto">{children}</h2>,
  };
  return (
    <div className="prose">
      {toJsxRuntime(props.tree, { Fragment, jsx, jsxs, components, passNode: true })}
    </div>
  );
}

/** Renders call-outs. */
function callOutComponents(
  { campaigns, article, locale, texts, Unresolved }: ArticleTextProps,
  signed: string,
): Partial<Components> {
  const findCampaign = (slug: string) => campaigns.find((campaign) => campaign.slug === slug);
  return {
    "take-action": ({ campaign: slug, number }: ActionProps) => {
      const campaign = findCampaign(slug);
      if (!campaign) return <Unresolved reason="unknown-campaign" text={slug} locale={locale} />;
      return (
        <Isolated>
          <CallOut campaign={campaign} locale={locale} texts={texts} article={article} number={number} />
        </Isolated>
      );
    },
    "take-action-inline": ({ campaign: slug, number, children }: ActionProps) => {
      const found = findCampaign(slug);
      if (!found) return children;
      const campaign = found.successor ?? found;
      const href = signHref(locale, campaign.slug, article, number);
      if (campaign.status !== "open") return <a href={href}>{children}</a>;
      return (
        <SignDialogLink
          campaign={campaignToSign(campaign)}
          callout={number}
          href={href}
          className="action-link"
        >
          {children}
          <BySigningState
            campaign={campaign.slug}
            open={null}
            pending={null}
            signed={<span className="signed-mark"> ({signed})</span>}
          />
        </SignDialogLink>
      );
    },
    "unmatched-action": ({ kind, text }: UnmatchedProps) => (
      <Unresolved reason="unmatched-call-out" kind={kind} text={text} locale={locale} />
    ),
    "unmatched-action-inline": ({ kind, text, children }: UnmatchedProps) => (
      <Unresolved reason="unmatched-inline" kind={kind} text={text} locale={locale}>
        {children}
      </Unresolved>
    ),
  };
}

/** Keeps the typography of the article out of a component in it. The rules are in `app/_styles/reading.css`. */
function Isolated({ children }: { children: ReactNode }) {
  return <div className="component">{children}</div>;
}

/** Renders links to other articles. */
function readMoreComponents(
  { related, locale, Unresolved }: ArticleTextProps,
  label: string,
): Partial<Components> {
  return {
    "read-more": ({ article: slug }: { article: string }) => {
      const found = related.find((card) => card.slug === slug || card.formerSlugs.includes(slug));
      if (!found) return <Unresolved reason="unknown-article" text={slug} locale={locale} />;
      return (
        <p className="read-more">
          <span className="kicker">{label}</span>
          <a href={articlePath(locale, found.slug)} dir="auto">
            {found.title}
          </a>
        </p>
      );
    },
    "unmatched-read-more": ({ text }: { text: string }) => (
      <Unresolved reason="unmatched-read-more" text={text} locale={locale} />
    ),
  };
}

/** Whether a paragraph contains only an image. */
function isImageParagraph(node: Element | undefined): boolean {
  const [only, ...others] = node?.children ?? [];
  return others.length === 0 && only?.type === "element" && only.tagName === "img";
}
