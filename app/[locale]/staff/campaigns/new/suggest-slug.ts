import slugify from "@sindresorhus/slugify";

const MAX_SUGGESTION_LENGTH = 60;

/** Derives a slug from a title, cut between words. */
export function slugFor(title: string): string {
  const slug = slugify(title);
  if (slug.length <= MAX_SUGGESTION_LENGTH) return slug;
  return slug.slice(0, MAX_SUGGESTION_LENGTH + 1).replace(/-[^-]*$/, "");
}
