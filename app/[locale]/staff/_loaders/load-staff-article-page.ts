import { notFound } from "next/navigation";
import { requireLocale } from "@/app/_http/not-found";
import { getDraft } from "@/lib/articles/list-drafts";
import { requireStaff } from "@/lib/auth/guards";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/database";
import { isId } from "@/lib/ids";

type ArticlePage = { params: Promise<{ locale: string; article: string }>; permission: Permission };

/**
 * Authorises a staff page of an article, as `loadStaffPage` does, and returns the draft, the locale and the member. Responds with
 * 404 for an unknown article.
 */
export async function loadStaffArticlePage({ params, permission }: ArticlePage) {
  const locale = requireLocale((await params).locale);
  const member = await requireStaff({ locale, permission });
  const { article } = await params;
  const draft = isId(article) ? await getDraft(db(), article) : null;
  if (!draft) notFound();
  return { locale, member, draft };
}
