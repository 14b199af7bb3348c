import { XMLBuilder } from "fast-xml-parser";
import { getTranslations } from "next-intl/server";
import { EMBED_CHANNEL, embedHtml, reservedHeight } from "@/lib/campaigns/embed-snippet";
import { CARD_SIZE } from "@/lib/cards/draw-card";
import { env } from "@/lib/env";
import { campaignCard, cardPath } from "@/lib/sharing/social-card";
import type { Embed } from "./find-embed";

const WIDTH_PX = 640;
const CACHE_SECONDS = 3600;
/** Characters that XML 1.0 cannot represent. */
const NOT_IN_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

type SizeLimits = { maxwidth?: number; maxheight?: number };
type Description = Record<string, string | number>;

/** Returns the oEmbed 1.0 description of an embed (type `rich`), within the requested size. */
export async function describeEmbed(embed: Embed, { maxwidth, maxheight }: SizeLimits): Promise<Description> {
  const t = await getTranslations({ locale: embed.locale });
  const width = Math.min(maxwidth ?? WIDTH_PX, WIDTH_PX);
  const height = Math.min(maxheight ?? Number.POSITIVE_INFINITY, reservedHeight(width));
  const query = new URLSearchParams({ channel: EMBED_CHANNEL, ...(embed.via && { via: embed.via }) });
  const site = env().APP_URL;
  return {
    version: "1.0",
    type: "rich",
    title: embed.title,
    author_name: env().ORGANISATION,
    author_url: site,
    provider_name: t("site.name"),
    provider_url: site,
    cache_age: CACHE_SECONDS,
    ...thumbnail(embed, { maxwidth, maxheight }),
    html: embedHtml({
      site,
      locale: embed.locale,
      slug: embed.campaign.slug,
      text: t("embed.linkText", { title: embed.campaign.title }),
      page: `${site}${embed.path}?${query}`,
      query: query.toString(),
      width,
      height,
    }),
    width,
    height,
  };
}

/** The campaign's social card, omitted if it exceeds the requested size. */
function thumbnail({ campaign, locale }: Embed, { maxwidth, maxheight }: SizeLimits): Description {
  const { width, height } = CARD_SIZE;
  if (width > (maxwidth ?? width) || height > (maxheight ?? height)) return {};
  return {
    thumbnail_url: env().APP_URL + cardPath(campaignCard(campaign, locale)),
    thumbnail_width: width,
    thumbnail_height: height,
  };
}

export function asJson(description: Description, headers: Record<string, string>): Response {
  return Response.json(description, { headers });
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
