import { notFound } from "next/navigation";
import { localeFromQuery } from "@/app/_http/preferred-locale";
import { requireStaff } from "@/lib/auth/guards";
import { sessionCheck } from "@/lib/auth/sessions";
import { isSlug } from "@/lib/ids";
import { eventStream } from "./event-stream";
import { latestFigures } from "./shared-reader";

export const dynamic = "force-dynamic";

const NO_STORE = { "Cache-Control": "no-store, no-transform", Vary: "Accept" };
/** Proxies must not buffer the stream; `X-Accel-Buffering` is for nginx. */
const STREAM_HEADERS = {
  ...NO_STORE,
  "Content-Type": "text/event-stream; charset=utf-8",
  "X-Accel-Buffering": "no",
};

/** The live figures of a campaign: as server-sent events if the client accepts them, else as JSON. */
export async function GET(request: Request, { params }: RouteContext<"/api/staff/campaigns/[slug]/live">) {
  const locale = localeFromQuery(request);
  await requireStaff({ locale, permission: "figures.read" });
  const { slug } = await params;
  const latest = isSlug(slug) ? await latestFigures(slug) : { figures: undefined };
  if (latest && !latest.figures) notFound();
  if (!request.headers.get("accept")?.includes("text/event-stream"))
    return latest ? Response.json(latest.figures, { headers: NO_STORE }) : unavailable();
  const stream = eventStream({
    slug,
    signal: request.signal,
    lastId: request.headers.get("last-event-id"),
    isAllowed: await sessionCheck("figures.read"),
  });
  return stream ? new Response(stream, { headers: STREAM_HEADERS }) : unavailable();
}

/** The database is unavailable, or there are too many viewers. The browser polls and tries the stream again later. */
function unavailable() {
  return new Response(null, { status: 503, headers: { ...NO_STORE, "Retry-After": "10" } });
}
