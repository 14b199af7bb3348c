import { expect, test } from "vitest";
import { listMissingFields } from "@/lib/articles/article-state";
import { articleFieldsInput } from "@/lib/articles/draft-input";
import { staffInvitation } from "@/lib/auth/staff-input";
import { petitionTextInput } from "@/lib/campaigns/campaign-input";

const text = (title: string) =>
  petitionTextInput.safeParse({ title, target: "The board", summary: "", ask: "" });
const article = (fields: Record<string, string>) =>
  articleFieldsInput.parse({
    ...{ title: "Title", dek: "Dek", byline: "Ruth Adeyemi", topic: "books", bodyMarkdown: "Text" },
    ...fields,
  });

test.each(["\u200b", "\u2800", "\u3164\u200d", "\u{e0020}", "…"])(
  "a title that shows nothing is empty: %j",
  (title) => {
    expect(text(title).data?.title).toBe("");
    expect(listMissingFields(article({ title, byline: title }))).toEqual(["title", "byline"]);
  },
);

test.each(["https://example.org", "bit.ly/x", "www.example.org", "example.com"])(
  "an address is no title: %s",
  (title) => {
    expect(text(title).error?.issues).toMatchObject([{ path: ["title"], message: "isAddress" }]);
    expect(listMissingFields(article({ title, byline: title }))).toEqual(["title", "byline"]);
  },
);

test.each(["Booking.com must pay", "65.6 million people", "2030", "Läs mer – om Łódź"])(
  "a title is kept as typed: %s",
  (title) => {
    expect(text(title).data?.title).toBe(title);
    expect(listMissingFields(article({ title }))).toEqual([]);
  },
);

test("the name of a member of staff can be seen", () => {
  const invite = (name: string) =>
    staffInvitation.safeParse({ email: "a@example.org", role: "editor", name });
  expect([invite("\u3164").success, invite(" Ada\tLove\u200blace ").data?.name]).toEqual([
    false,
    "Ada Lovelace",
  ]);
});
