import { XMLBuilder } from "fast-xml-parser";
import { jsonResponse } from "@/app/_http/text-response";
import { withAttribution } from "@/lib/attribution";
import { EMBED_CHANNEL, embedHtml, OEMBED_HEIGHT_PX, THEME_PARAMETER } from "@/lib/campaigns/embed-snippet";
import { CARD_SIZE } from "@/lib/cards/card-size";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import { getTranslator } from "@/lib/i18n/translator";
import { articlePath, campaignPath } from "@/lib/paths";
import { articleCard, campaignCard, cardPath } from "@/lib/sharing/social-card";
import type { Embed } from "./find-embed";

const WIDTH_PX = 640;
const CACHE_SECONDS = 3600;
/** Characters that XML 1.0 cannot represent. */
const NOT_IN_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

type SizeLimits = { maxwidth?: number; maxheight?: number };
type Description = Record<string, string | number>;

/** Returns the oEmbed 1.0 description of an embed (type `rich`), within the requested size. */
export async function describeEmbed(embed: Embed, limits: SizeLimits): Promise<Description> {
  const { locale, campaign, article } = embed;
  const text = await campaignText(embed);
  const width = Math.min(limits.maxwidth ?? WIDTH_PX, WIDTH_PX);
  const height = Math.min(limits.maxheight ?? OEMBED_HEIGHT_PX, OEMBED_HEIGHT_PX);
  const site = env().APP_URL;
  return {
    type: "rich",
    ...(await commonFields(embed)),
    ...thumbnail(embed, limits),
    html: embedHtml({
      ...{ site, locale, slug: campaign.slug, text, width, height },
      page: pageOf(embed),
      linkText: article?.title ?? text,
      query: queryOf(embed),
    }),
    width,
    height,
  };
}

/**
 * Returns the description for a site that may not frame the embed (type `photo`): the social card, which links to the page.
 * Browsers would refuse a frame, and show empty space in its place.
 */
export async function describePicture(embed: Embed, limits: SizeLimits): Promise<Description> {
  const { maxwidth = WIDTH_PX, maxheight = Number.POSITIVE_INFINITY } = limits;
  const scale = Math.min(1, Math.min(maxwidth, WIDTH_PX) / CARD_SIZE.width, maxheight / CARD_SIZE.height);
  return {
    type: "photo",
    ...(await commonFields(embed)),
    title: embed.article?.title ?? (await campaignText(embed)),
    url: cardUrl(embed),
    width: Math.max(1, Math.floor(CARD_SIZE.width * scale)),
    height: Math.max(1, Math.floor(CARD_SIZE.height * scale)),
  };
}

async function commonFields({ locale, campaign, article }: Embed): Promise<Description> {
  const t = getTranslator(locale, "site");
  const site = env().APP_URL;
  return {
    version: "1.0",
    title: article?.title ?? shownCampaign(campaign).title,
    author_name: env().ORGANISATION,
    author_url: site,
    provider_name: t("name"),
    provider_url: site,
    cache_age: CACHE_SECONDS,
  };
}

/** The campaign that the embed shows: the successor of a replaced one. */
function shownCampaign(campaign: Embed["campaign"]) {
  return campaign.successor ?? campaign;
}

/** "Sign: …" for an open campaign, else its status and title. For a replaced campaign, those of its successor. */
async function campaignText({ campaign: linked, locale }: Embed): Promise<string> {
  const t = getTranslator(locale, "embed");
  const { status, title } = shownCampaign(linked);
  return t(`linkText.${status}`, { title: isolated(title) });
}

/** The page that the address names, for the link. */
function pageOf({ locale, campaign, article, via }: Embed): string {
  const path = article ? articlePath(locale, article.slug) : campaignPath(locale, campaign.slug);
  return env().APP_URL + withAttribution(path, { channel: EMBED_CHANNEL, via });
}

/** The query of the frame: the attribution of what is signed in it, and its colours. */
function queryOf({ via, article, theme }: Embed): string {
  const query = new URLSearchParams({ channel: EMBED_CHANNEL });
  if (via) query.set("via", via);
  if (article) query.set("from", article.slug);
  if (theme) query.set(THEME_PARAMETER, theme);
  return query.toString();
}

/** The social card of the page, omitted if it exceeds the requested size. */
function thumbnail(embed: Embed, { maxwidth, maxheight }: SizeLimits): Description {
  const { width, height } = CARD_SIZE;
  if (width > (maxwidth ?? width) || height > (maxheight ?? height)) return {};
  return { thumbnail_url: cardUrl(embed), thumbnail_width: width, thumbnail_height: height };
}

function cardUrl({ campaign, article, locale }: Embed): string {
  const card = article
    ? articleCard(article, { locale, primary: campaign })
    : campaignCard(shownCampaign(campaign), locale);
  return env().APP_URL + cardPath(card);
}

export function asJson(description: Description, headers: Record<string, string>): Response {
  return jsonResponse(description, { headers });
}

export function asXml(description: Description, headers: Record<string, string>): Response {
  const clean = Object.entries(description).map(([name, value]) => [
    name,
    String(value).replace(NOT_IN_XML, ""),
  ]);
  const xml = new XMLBuilder({ ignoreAttributes: false, format: true }).build({
    "?xml": { "@_version": "1.0", "@_encoding": "utf-8", "@_standalone": "yes" },
    oembed: Object.fromEntries(clean),
  });
  return new Response(xml, { headers: { ...headers, "content-type": "text/xml; charset=utf-8" } });
}
