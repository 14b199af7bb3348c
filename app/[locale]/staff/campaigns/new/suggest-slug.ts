import slugify from "@sindresorhus/slugify";

const LONGEST_SUGGESTION = 60;

/** The address that a title suggests, cut between words. */
export function slugFor(title: string): string {
  const slug = slugify(title);
  if (slug.length <= LONGEST_SUGGESTION) return slug;
  return slug.slice(0, LONGEST_SUGGESTION + 1).replace(/-[^-]*$/, "");
}
