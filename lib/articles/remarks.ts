import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import type { CampaignStatus } from "@/lib/campaigns/campaign-status";
import { imageIdIn } from "@/lib/images/image-limits";
import { type Found, type Place, parseArticle, positionOf } from "./directives";

/** The status of a campaign that a call-out names. */
type ReferencedCampaignStatus = CampaignStatus | "draft" | "archived";

/** The existing campaigns and articles that the text names. */
export type Known = {
  campaigns: { slug: string; status: ReferencedCampaignStatus }[];
  /** Articles in the language of this article. */
  articles: { slug: string; isPublished: boolean }[];
  /** Slug of the campaign in the end module. */
  primaryCampaign: string | null;
};

type RemarkKind =
  | "unmatched-call-out"
  | "unmatched-inline"
  | "unmatched-read-more"
  | "unreadable"
  | "unknown-directive"
  | "unknown-campaign"
  | "draft-campaign"
  | "ended-campaign"
  | "unknown-primary"
  | "ended-primary"
  | "no-call-out"
  | "unknown-article"
  | "unpublished-article"
  | "image-without-text"
  | "foreign-image";

/** A problem in the text. Errors block publication; warnings do not. */
export type Remark = Place & {
  kind: RemarkKind;
  severity: "error" | "warning";
  /** The slug or title that the remark is about. */
  subject: string;
  status?: ReferencedCampaignStatus;
};

const ENDED: ReferencedCampaignStatus[] = ["won", "closed", "replaced", "archived"];
const START: Place = { line: 1, from: 0, to: 0 };

/** Lists the problems in the text of an article, by line. */
export function remarksOn(markdown: string, known: Known): Remark[] {
  const { root, found } = parseArticle(markdown);
  const hasCallOut = known.primaryCampaign !== null || found.some(({ what }) => what.endsWith("call-out"));
  const remarks = [
    ...(hasCallOut ? [] : [warning(START, { kind: "no-call-out" })]),
    ...checkPrimary(known),
    ...found.flatMap((each) => checkDirective(each, known)),
    ...checkImages(root),
  ];
  return remarks.toSorted((one, other) => one.from - other.from);
}

function checkPrimary({ primaryCampaign: slug, campaigns }: Known): Remark[] {
  if (slug === null) return [];
  const status = campaigns.find((campaign) => campaign.slug === slug)?.status;
  if (!status) return [warning(START, { kind: "unknown-primary", subject: slug })];
  return ENDED.includes(status) ? [warning(START, { kind: "ended-primary", subject: slug, status })] : [];
}

function checkDirective(found: Found, known: Known): Remark[] {
  switch (found.what) {
    case "call-out":
      return checkCallOut(found.campaign, { at: found.at, known });
    case "read-more":
      return checkReadMore(found.article, { at: found.at, known });
    case "unmatched-call-out":
      return [
        error(found.at, {
          kind: found.inline ? "unmatched-inline" : "unmatched-call-out",
          subject: found.title,
        }),
      ];
    case "unmatched-read-more":
      return [error(found.at, { kind: "unmatched-read-more", subject: found.headline })];
    case "unreadable":
      return [error(found.at, { kind: "unreadable", subject: found.name })];
    case "unknown":
      return [warning(found.at, { kind: "unknown-directive", subject: found.name })];
    case "post":
      return [];
  }
}

function checkCallOut(slug: string, { at, known }: { at: Place; known: Known }): Remark[] {
  const status = known.campaigns.find((campaign) => campaign.slug === slug)?.status;
  if (!status) return [warning(at, { kind: "unknown-campaign", subject: slug })];
  if (status === "draft") return [warning(at, { kind: "draft-campaign", subject: slug })];
  return ENDED.includes(status) ? [warning(at, { kind: "ended-campaign", subject: slug, status })] : [];
}

function checkReadMore(slug: string, { at, known }: { at: Place; known: Known }): Remark[] {
  const article = known.articles.find((each) => each.slug === slug);
  if (!article) return [warning(at, { kind: "unknown-article", subject: slug })];
  return article.isPublished ? [] : [warning(at, { kind: "unpublished-article", subject: slug })];
}

function checkImages(root: Nodes): Remark[] {
  const remarks: Remark[] = [];
  visit(root, "image", (image) => {
    const at = positionOf(image);
    if (!image.alt?.trim()) remarks.push(warning(at, { kind: "image-without-text", subject: image.url }));
    if (!imageIdIn(image.url)) remarks.push(warning(at, { kind: "foreign-image", subject: image.url }));
  });
  return remarks;
}

type ProblemDetails = { kind: RemarkKind; subject?: string; status?: ReferencedCampaignStatus };

function warning(at: Place, { subject = "", ...rest }: ProblemDetails): Remark {
  return { ...at, ...rest, subject, severity: "warning" };
}

function error(at: Place, { subject = "", ...rest }: ProblemDetails): Remark {
  return { ...at, ...rest, subject, severity: "error" };
}

/** Lists the slugs that the text names, so that they can be looked up before the check. */
export function listNamedSlugs(markdown: string): { campaigns: string[]; articles: string[] } {
  const { found } = parseArticle(markdown);
  const campaigns = found.flatMap((each) => (each.what === "call-out" ? [each.campaign] : []));
  const articles = found.flatMap((each) => (each.what === "read-more" ? [each.article] : []));
  return { campaigns: [...new Set(campaigns)], articles: [...new Set(articles)] };
}
