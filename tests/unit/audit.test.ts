import { describe, expect, test } from "vitest";
import { AUDIT_ACTIONS, AUDIT_KINDS } from "@/lib/audit/actions";
import { auditFilters } from "@/lib/audit/filters";
import { parseStaffPath } from "@/lib/auth/staff-path";
import { LOCALES } from "@/lib/i18n/locales";

const textsIn = async (locale: string): Promise<unknown> =>
  (await import(`@/lib/i18n/messages/${locale}/staff/audit.json`)).default;

/** The text at a path such as `actions.staff.invited`. */
const at = (texts: unknown, path: string) =>
  path
    .split(".")
    .reduce<unknown>(
      (found, key) => (typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined),
      texts,
    );

describe.each(LOCALES)("the audit log in %s", (locale) => {
  test("has a text for each action and each kind of subject", async () => {
    const texts = await textsIn(locale);
    const required = [
      ...AUDIT_ACTIONS.map((action) => `actions.${action}`),
      ...AUDIT_KINDS.map((kind) => `kinds.${kind}`),
    ];
    expect(required.length).toBeGreaterThan(5);
    expect(required.filter((path) => typeof at(texts, path) !== "string")).toEqual([]);
  });
});

test("invalid filters in the query are ignored", () => {
  const nonsense = { who: "me", what: "everything", from: "yesterday", to: "2026-13-77", before: "-1" };
  expect(auditFilters.parse(nonsense)).toEqual({});
  expect(auditFilters.parse({ from: "2026-11-25" }).from?.toISOString()).toBe("2026-11-25T00:00:00.000Z");
});

describe("the return path after signing in stays within the staff area", () => {
  test.each([
    "/staff",
    "/staff/campaigns/heat-at-work/exports",
    "/staff/campaigns/heat-at-work/signatures?q=ana&page=2",
  ])("%s is accepted", (path) => expect(parseStaffPath(path)).toBe(path));

  test.each([
    "//evil.example/staff",
    "/\\evil.example/staff",
    "https://evil.example/staff",
    "javascript:alert(1)",
    "/staff/../../evil",
    "/staff/%2e%2e/%2e%2e/api/staff/sessions/end",
    "/staffing",
    "staff",
    "",
    "/en/articles",
    undefined,
    ["/staff", "/staff"],
    `/staff/${"a".repeat(2_000)}`,
  ])("%s is rejected", (path) => expect(parseStaffPath(path)).toBeNull());
});
