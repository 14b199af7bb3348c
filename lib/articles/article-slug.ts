import slugify from "@sindresorhus/slugify";

const MAX_SLUG_LENGTH = 80;

/** Derives a slug from a title, cut at a word. `number` is a suffix for slugs that are taken. */
export function slugFor(title: string, number = 1): string {
  const whole = slugify(title);
  const slug = (whole.length > MAX_SLUG_LENGTH ? cutAtWord(whole) : whole) || "article";
  return number > 1 ? `${slug}-${number}` : slug;
}

function cutAtWord(slug: string): string {
  const cut = slug.slice(0, MAX_SLUG_LENGTH + 1);
  return cut.includes("-") ? cut.replace(/-[^-]*$/, "") : cut.slice(0, MAX_SLUG_LENGTH);
}
