import { z } from "zod";
import { getFrameAncestors } from "@/app/_http/frame-ancestors";
import { type Reason, refusePublicRequest } from "@/app/_http/refuse-public-request";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { type Embed, findEmbed } from "./find-embed";
import { asJson, asXml, describeEmbed, describePicture } from "./oembed-response";
import { parseAddress } from "./parse-embed-url";
import { wordPressOrigin } from "./wordpress-site";

/** Readable by every site. */
const PUBLIC_HEADERS = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=300, s-maxage=300, stale-while-revalidate=360",
  vary: "user-agent",
};

const MAX_SIDE_PX = 10_000;
const pixels = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform((digits) => Math.min(MAX_SIDE_PX, Number(digits)));

const oembedInput = z.object({
  url: z.string().min(1).max(2000).refine(URL.canParse),
  format: z.string().default("json"),
  maxwidth: pixels.optional(),
  maxheight: pixels.optional(),
});

/** Returns the HTML that embeds a campaign, for the URL of a campaign, of an article with a campaign, or of a share link (https://oembed.com). A blog that may not frame it gets a picture. */
export async function describeEmbedAt(request: Request): Promise<Response> {
  const query = oembedInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return refuseOembed("malformed");
  const { url, format, maxwidth, maxheight } = query.data;
  if (format !== "json" && format !== "xml") return refuseOembed("unknownFormat");
  const address = parseAddress(url);
  if (!address) return refuseOembed("notFound");
  const read = await withDatabaseLimits(async () => ({
    embed: await findEmbed(db(), address),
  }));
  if (!read) return refuseOembed("busy");
  if (!read.embed) return refuseOembed("notFound");
  const isRefused = await isUnlistedBlog(request.headers.get("user-agent"), read.embed);
  const describe = isRefused ? describePicture : describeEmbed;
  const description = await describe(read.embed, { maxwidth, maxheight });
  return format === "xml" ? asXml(description, PUBLIC_HEADERS) : asJson(description, PUBLIC_HEADERS);
}

/** Whether the client is a WordPress blog that is not on the campaign's list of sites. Other clients do not name their site. */
async function isUnlistedBlog(userAgent: string | null, { campaign }: Embed): Promise<boolean> {
  const origin = wordPressOrigin(userAgent);
  if (!origin) return false;
  return !(await getFrameAncestors(campaign.slug))?.split(" ").includes(origin);
}

async function refuseOembed(reason: Reason) {
  const response = await refusePublicRequest({ reason, kind: "json", locale: DEFAULT_LOCALE });
  response.headers.set("access-control-allow-origin", PUBLIC_HEADERS["access-control-allow-origin"]);
  return response;
}
