import { describe, expect, test } from "vitest";
import AlreadySigned from "@/emails/already-signed";
import { readArticleText } from "@/lib/articles/article-text";
import { isolated } from "@/lib/direction";
import { renderAlreadySigned } from "@/lib/email/signer-mails";
import { DIRECTIONS, LOCALES } from "@/lib/i18n/locales";

const HEBREW = "כרטיס ספרייה לכל ילד";

describe("user-supplied text in a translation", () => {
  test("is isolated if it is right-to-left", () => {
    expect(isolated(HEBREW)).toBe(`\u2068${HEBREW}\u2069`);
    expect(isolated("فاطِمَة")).toBe("\u2068فاطِمَة\u2069");
  });

  test("gets no invisible characters otherwise", () => {
    for (const text of ["", "Ada", "Łukasz", "王小明", "O’Brien"]) expect(isolated(text)).toBe(text);
  });

  test("cannot end its isolation", () => {
    expect(isolated(`\u202e${HEBREW}\u2069`)).toBe(`\u2068${HEBREW}\u2069`);
    expect(isolated("\u202eAda")).toBe("Ada");
  });
});

describe("the blocks of an article", () => {
  const directions = (markdown: string) =>
    readArticleText(markdown).tree.children.flatMap((node) =>
      node.type === "element" ? [`${node.tagName} ${node.properties.dir}`] : [],
    );

  test("blocks have `dir=auto`", () => {
    expect(directions(`# One\n\nTwo\n\n- ${HEBREW}\n\n  three\n\n| a |\n|---|\n| b |`).slice(0, 3)).toEqual([
      "h1 auto",
      "p auto",
      "ul auto",
    ]);
  });

  test("blocks inside a list have no direction of their own", () => {
    const [list] = readArticleText(`- ${HEBREW}\n\n- two`).tree.children;
    expect(JSON.stringify(list).match(/"dir"/g)).toHaveLength(1);
  });
});

describe.each(LOCALES)("a mail in %s", (locale) => {
  test("has the direction of its language, and isolates a title in another", async () => {
    const { subject, html, text } = await renderAlreadySigned({
      ...AlreadySigned.PreviewProps,
      locale,
      campaignTitle: HEBREW,
    });
    expect(html).toMatch(new RegExp(`<html dir="${DIRECTIONS[locale]}" lang="${locale}"`));
    for (const form of [html, text]) expect(form).toContain(`\u2068${HEBREW}\u2069`);
    expect(subject).not.toMatch(/\p{Cf}/u);
  });
});
