import { notFound } from "next/navigation";
import { getDraft } from "@/lib/articles/list-drafts";
import { requireStaff } from "@/lib/auth/guards";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/database";
import { isId } from "@/lib/ids";
import { loadLocale } from "./load-staff-page";

type ArticlePage = { params: Promise<{ locale: string; article: string }>; permission: Permission };

/**
 * Authorises a staff page of an article, as `loadStaffPage` does, and returns the draft, the locale and the member. Answers
 * 404 for an unknown article.
 */
export async function loadArticlePage({ params, permission }: ArticlePage) {
  const locale = await loadLocale({ params });
  const member = await requireStaff({ locale, permission });
  const { article } = await params;
  const draft = isId(article) ? await getDraft(db(), article) : null;
  if (!draft) notFound();
  return { locale, member, draft };
}
