import { expect, test } from "vitest";
import {
  cursorText,
  dayAfter,
  filterQuery,
  isCountedCheaply,
  signatureCursor,
  signatureFilter,
} from "@/lib/signatures/signature-filter";

const ID = "01900000-0000-7000-8000-000000000001";

test("parses the values of the filter form", () => {
  const submitted = {
    state: "set-aside",
    country: "es",
    article: "us-leaves-migration-compact-talks",
    channel: "WhatsApp",
    from: "2026-11-01",
    to: "2026-11-30",
    domain: " @Example.ORG ",
    name: "  José   Mar ",
    person: ID.toUpperCase(),
  };
  expect(signatureFilter.parse(submitted)).toEqual({
    ...submitted,
    country: "ES",
    channel: "whatsapp",
    domain: "example.org",
    name: "José Mar",
    person: ID,
  });
});

test.each([
  ["state", ["deleted", "confirmed;--", "CONFIRMED"]],
  ["country", ["XX", "ESP", "' or 1=1", "🇪🇸"]],
  ["article", ["../etc", "a b", "A".repeat(500)]],
  ["channel", ["1=1", "<b>", "a".repeat(40)]],
  ["from", ["yesterday", "2026-02-30", "0001-01-01", "99999-01-01", "2026-11-01T00:00"]],
  ["to", ["", "2026-13-01", "-1"]],
  ["domain", ["", " @ "]],
  ["name", ["   ", "\u0000"]],
  ["person", ["1", "me@example.org", `${ID}0`]],
] as const)("an invalid %s is ignored", (part, hostile) => {
  for (const value of hostile) expect(signatureFilter.parse({ [part]: value }), value).toEqual({});
});

test("a typed text that nobody has finds nobody; one that is too long is cut", () => {
  for (const domain of ["localhost", "a@b.org", "%", `${"a".repeat(64)}.org`])
    expect(signatureFilter.parse({ domain })).toEqual({ domain });
  expect(signatureFilter.parse({ name: "x".repeat(300), domain: "y".repeat(300) })).toEqual({
    name: "x".repeat(100),
    domain: "y".repeat(253),
  });
});

test("the first of repeated parameters counts; unknown parameters are ignored", () => {
  const query = { country: ["ES", "FR"], email: "ada@example.org", limit: "1000000" };
  expect(signatureFilter.parse(query)).toEqual({ country: "ES" });
});

test("a filter can be serialized, parsed again, and stripped of one part", () => {
  const filter = signatureFilter.parse({ country: "ES", name: "Zoë & Ana=1", domain: "example.org" });
  expect(signatureFilter.parse(Object.fromEntries(filterQuery(filter)))).toEqual(filter);
  expect(filterQuery(filter, ["name"]).toString()).toBe("country=ES&domain=example.org");
});

test("a cursor is parsed to the microsecond, and invalid cursors are rejected", () => {
  const place = { at: "2026-11-25T09:30:00.123456Z", id: ID };
  expect(signatureCursor.parse(cursorText(place))).toEqual(place);
  for (const hostile of [
    "",
    "x",
    `${place.at}_`,
    `2026-99-25T09:30:00.123456Z_${ID}`,
    `${place.at}_${ID}'`,
    7,
    ["a"],
  ])
    expect(signatureCursor.safeParse(hostile).success, String(hostile)).toBe(false);
});

test("only filters that one index covers are counted", () => {
  expect(isCountedCheaply({ state: "pending", from: "2026-11-01" })).toBe(true);
  expect(isCountedCheaply({ country: "ES" })).toBe(false);
  expect(dayAfter("2026-12-31")).toBe("2027-01-01T00:00:00.000Z");
});
