import { ownPage } from "@/app/_http/own-page";
import { readPost } from "@/app/_http/read-post";
import { refuse } from "@/app/_http/refusal";
import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { env } from "@/lib/env";
import { readerLinkInput } from "@/lib/sharing/input";
import { openReaderLink } from "@/lib/sharing/mutations";
import { sharedUrl } from "@/lib/sharing/rules";
import { lastHop } from "@/lib/sharing/visits/rules";
import { mayMakeLink } from "./bounds";

/** Makes a reader's own link, without an account: 201 with the link, or for a form 303 to a page that passes it on. */
export async function POST(request: Request) {
  const post = await readPost(request);
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  if (!(await mayMakeLink(lastHop(request.headers)))) return refuse({ reason: "tooMany", kind, locale });

  // A page that is kept for everyone cannot write its own query into its form: the browser tells it.
  const via = post.fields.via || ownPage(request)?.searchParams.get("via");
  const input = readerLinkInput.safeParse({ ...post.fields, via, locale });
  if (!input.success) {
    const field = String(input.error.issues[0]?.path[0] ?? "article");
    const errors = { [field]: ["Name the article or the campaign to pass on, by its slug."] };
    return refuse({ reason: "invalid", kind, locale, errors });
  }
  const opened = await withinReach(() => openReaderLink(db(), input.data));
  if (!opened) return refuse({ reason: "busy", kind, locale });
  if (opened.outcome === "unknown") return refuse({ reason: "notFound", kind, locale, backTo: `/${locale}` });

  const { code } = opened;
  const headers = { "cache-control": "no-store" };
  if (kind === "json") {
    const share = sharedUrl({ origin: env().APP_URL, code });
    return Response.json({ code, share }, { status: 201, headers: { ...headers, location: share } });
  }
  const location = `/${locale}/pass-on/${code}`;
  return new Response(null, { status: 303, headers: { ...headers, location } });
}

export { onlyPost as GET } from "@/app/_http/only-post";
