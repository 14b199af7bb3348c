import { searchArticles } from "@/lib/articles/list-drafts";
import { requireStaff } from "@/lib/auth/guards";
import { searchCampaigns } from "@/lib/campaigns/search-campaigns";
import { db } from "@/lib/database";
import { DEFAULT_LOCALE, localeOrDefault } from "@/lib/i18n/locales";

const MAX_CHOICES = 12;
const MAX_SEARCH_LENGTH = 100;

/** Searches campaigns or articles by title (`q`), for the insert dialogs of the editor. */
export async function GET(request: Request) {
  await requireStaff({ locale: DEFAULT_LOCALE, permission: "articles.write" });
  const asked = new URL(request.url).searchParams;
  const search = (asked.get("q") ?? "").trim().slice(0, MAX_SEARCH_LENGTH);
  const locale = localeOrDefault(asked.get("locale"));
  const found =
    asked.get("of") === "articles"
      ? await searchArticles(db(), { search, locale, limit: MAX_CHOICES })
      : await searchCampaigns(db(), { search, locale, limit: MAX_CHOICES });
  const choices = found.map((one) => ({
    slug: one.slug,
    title: one.title,
    state: "status" in one ? one.status : one.isPublished ? "published" : "draft",
  }));
  return Response.json({ choices }, { headers: { "cache-control": "no-store" } });
}
