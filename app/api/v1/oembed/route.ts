import { z } from "zod";
import { type Reason, refuse } from "@/app/_http/refuse";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { findEmbed } from "./find-embed";
import { asJson, asXml, describeEmbed } from "./oembed-response";
import { readAddress } from "./parse-url";

/** As anybody's page may ask for it; it tells what everybody can read. */
const OPEN = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=300, s-maxage=300, stale-while-revalidate=360",
};

const WIDEST_PX = 10_000;
const pixels = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform((digits) => Math.min(WIDEST_PX, Number(digits)));

const asked = z.object({
  url: z.string().min(1).max(2000).refine(URL.canParse),
  format: z.string().default("json"),
  maxwidth: pixels.optional(),
  maxheight: pixels.optional(),
});

/** What to put into a page where somebody pasted the address of a campaign, of an article with one, or of a share link (https://oembed.com). */
export async function GET(request: Request) {
  const query = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return sayNo("malformed");
  const { url, format, maxwidth, maxheight } = query.data;
  if (format !== "json" && format !== "xml") return sayNo("unknownFormat");
  const address = readAddress(url);
  if (!address) return sayNo("notFound");
  const found = await withDatabaseLimits(async () => ({ box: await findEmbed(db(), address) }));
  if (!found) return sayNo("busy");
  if (!found.box) return sayNo("notFound");
  const description = await describeEmbed(found.box, { maxwidth, maxheight });
  return format === "xml" ? asXml(description, OPEN) : asJson(description, OPEN);
}

async function sayNo(reason: Reason) {
  const answer = await refuse({ reason, kind: "json", locale: DEFAULT_LOCALE });
  answer.headers.set("access-control-allow-origin", OPEN["access-control-allow-origin"]);
  return answer;
}
