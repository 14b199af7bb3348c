import type { Metadata } from "next";
import { addLinkTags } from "@/app/_structured/tags-through-link";
import { articlePath } from "@/lib/paths";
import { generateMetadata as tagsOfPage } from "../../page";

/** The article's page with the card of a share link. `server/page-cache/` answers bots with it. */
export { default } from "../../page";

export async function generateMetadata({
  params,
  searchParams,
}: PageProps<"/[locale]/articles/[slug]/shared/[code]">): Promise<Metadata> {
  const { locale, slug, code } = await params;
  const tags = await tagsOfPage({ params, searchParams });
  return addLinkTags(tags, { code, path: articlePath(locale, slug) });
}
