import { expect, test, vi } from "vitest";

const owner = {
  id: "01900000-0000-7000-8000-000000000001",
  name: "Olga",
  email: "olga@example.org",
  role: "owner",
};

vi.mock("@/lib/auth/guards", () => ({
  requireStaff: async () => owner,
  getCurrentSessionId: async () => null,
}));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const people = await import("@/app/[locale]/staff/people/actions");
const article = await import("@/app/[locale]/staff/articles/[article]/actions");
const account = await import("@/app/[locale]/staff/account/actions");
const { lookUpSlug } = await import("@/app/[locale]/staff/campaigns/new/actions");

test.each([
  ["invitePersonAgain", people.invitePersonAgain],
  ["changePersonRole", people.changePersonRole],
  ["removePerson", people.removePerson],
  ["restorePerson", people.restorePerson],
  ["endPersonSessions", people.endPersonSessions],
  ["unpublish", article.unpublish],
  ["republish", article.republish],
  ["restore", article.restore],
])("%s refuses a form without fields, with a message", async (_, action) => {
  expect(await action({ outcome: "idle" }, new FormData())).toEqual({
    outcome: "refused",
    message: "incompleteForm",
  });
});

test("ending a session refuses a form with an invalid session id", async () => {
  const form = new FormData();
  form.set("session", "no id");
  expect(await account.endOwnSessions({ outcome: "idle" }, form)).toEqual({
    outcome: "refused",
    message: "incompleteForm",
  });
});

test.each([[{}], [null], [{ locale: "en", slug: 7 }]])(
  "looking up the slug of %j answers invalid",
  async (asked) => {
    // @ts-expect-error posted arguments can have any type
    expect(await lookUpSlug(asked)).toBe("invalid");
  },
);
