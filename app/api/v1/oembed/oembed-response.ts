import { XMLBuilder } from "fast-xml-parser";
import { getTranslations } from "next-intl/server";
import { EMBED_CHANNEL, embedHtml, reservedHeight } from "@/lib/campaigns/embed-snippet";
import { CARD_SIZE } from "@/lib/cards/card";
import { env } from "@/lib/env";
import { campaignCard, cardPath } from "@/lib/sharing/social-card";
import type { Box } from "./find-embed";

const WIDTH_PX = 640;
const CACHE_SECONDS = 3600;
/** XML 1.0 has no way to write these. */
const NOT_IN_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

type Room = { maxwidth?: number; maxheight?: number };
export type Description = Record<string, string | number>;

/** A box as oEmbed 1.0 describes it (type `rich`), no wider and no higher than was asked for. */
export async function describeEmbed(box: Box, { maxwidth, maxheight }: Room): Promise<Description> {
  const t = await getTranslations({ locale: box.locale });
  const width = Math.min(maxwidth ?? WIDTH_PX, WIDTH_PX);
  const height = Math.min(maxheight ?? Number.POSITIVE_INFINITY, reservedHeight(width));
  const query = new URLSearchParams({ channel: EMBED_CHANNEL, ...(box.via && { via: box.via }) });
  const site = env().APP_URL;
  return {
    version: "1.0",
    type: "rich",
    title: box.title,
    author_name: env().ORGANISATION,
    author_url: site,
    provider_name: t("site.name"),
    provider_url: site,
    cache_age: CACHE_SECONDS,
    ...thumbnail(box, { maxwidth, maxheight }),
    html: embedHtml({
      site,
      locale: box.locale,
      slug: box.campaign.slug,
      words: t("embed.words", { title: box.campaign.title }),
      page: `${site}${box.path}?${query}`,
      query: query.toString(),
      width,
      height,
    }),
    width,
    height,
  };
}

/** The campaign's card. A picture obeys the same bounds; where it would not, there is none. */
function thumbnail({ campaign, locale }: Box, { maxwidth, maxheight }: Room): Description {
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
