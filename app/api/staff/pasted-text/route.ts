import { isCrossSite } from "@/app/_http/cross-site";
import { readBounded } from "@/app/_http/read-body";
import { MAX_PASTED_BYTES, markdownFromHtml } from "@/lib/articles/import/pasted-html";
import { requireStaff } from "@/lib/auth/guards";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { problemResponse } from "../_responses";

/** Converts the HTML of a clipboard to the Markdown of articles. Stores nothing. */
export async function POST(request: Request) {
  await requireStaff({ locale: DEFAULT_LOCALE, permission: "articles.write" });
  if (isCrossSite(request)) return problemResponse(403, "This request comes from another site.");
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("text/html")) return problemResponse(415, "Send HTML.");
  const bytes = await readBounded(request, { maxBytes: MAX_PASTED_BYTES });
  if (typeof bytes === "number") return problemResponse(bytes, "This body cannot be read.");
  const markdown = markdownFromHtml(new TextDecoder().decode(bytes));
  if (markdown === null) return problemResponse(413, "This text is nested too deeply.");
  return Response.json({ markdown }, { headers: { "cache-control": "no-store" } });
}
