import slugify from "@sindresorhus/slugify";

const LONGEST_MADE_SLUG = 80;

/** The slug that a title suggests, cut at a word; `number` tells it from one that is taken. */
export function slugFor(title: string, number = 1): string {
  const whole = slugify(title);
  const slug = (whole.length > LONGEST_MADE_SLUG ? cutAtWord(whole) : whole) || "article";
  return number > 1 ? `${slug}-${number}` : slug;
}

function cutAtWord(slug: string): string {
  const cut = slug.slice(0, LONGEST_MADE_SLUG + 1);
  return cut.includes("-") ? cut.replace(/-[^-]*$/, "") : cut.slice(0, LONGEST_MADE_SLUG);
}
