import { isbot } from "isbot";
import { after } from "next/server";
import { preferredLocale } from "@/app/_http/locale";
import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { env } from "@/lib/env";
import { isShareCode } from "@/lib/ids";
import { recordVisit } from "@/lib/sharing/mutations";
import { getShareLink } from "@/lib/sharing/queries";

/** A code and no more: messengers leave punctuation at the end of an address. */
const CODE = /^[a-z0-9]+/;

/** Leads through a share link, with the link's code in the address, so that a signature that follows is attributed to it. */
export async function GET(request: Request, { params }: RouteContext<"/s/[code]">) {
  const code = (await params).code.toLowerCase().match(CODE)?.[0] ?? "";
  const front = `${env().APP_URL}/${preferredLocale(request)}`;
  if (!isShareCode(code)) return leadTo(front);
  const read = await withinReach(async () => ({ link: await getShareLink(db(), code) }));
  if (!read?.link) return leadTo(front);
  const { id, locale, articleSlug, campaignSlug } = read.link;
  if (isVisit(request)) {
    after(() => withinReach(() => recordVisit(db(), { shareLinkId: id, now: new Date() })));
  }
  const page = articleSlug ? `articles/${articleSlug}` : `campaigns/${campaignSlug}`;
  return leadTo(`${env().APP_URL}/${locale}/${page}?via=${code}`);
}

function leadTo(location: string) {
  return new Response(null, {
    status: 302,
    headers: { location, "cache-control": "no-store", "x-robots-tag": "noindex" },
  });
}

/** Previews, crawlers and prefetching are no visits. */
function isVisit(request: Request): boolean {
  const purpose = request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "";
  const agent = request.headers.get("user-agent");
  return request.method === "GET" && !purpose.includes("prefetch") && agent !== null && !isbot(agent);
}
