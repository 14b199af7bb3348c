import { describe, expect, test } from "vitest";
import { STAFF_ROLES } from "@/db/schema";
import { hasPermission } from "@/lib/auth/permissions";
import { signInRequest } from "@/lib/auth/sign-in-input";
import { readSignInToken, signInToken } from "@/lib/auth/sign-in-token";
import { staffInvitation } from "@/lib/auth/staff-input";
import { newId } from "@/lib/ids";
import { allBars, lastDays, parseRange, timeframe } from "@/lib/reporting/timeframe";

describe("a sign-in link's token", () => {
  const link = { userId: newId(), tokenId: newId() };

  test("contains the member's id and is deterministic", () => {
    expect(signInToken(link)).toBe(signInToken({ ...link }));
    expect(readSignInToken(signInToken(link))).toEqual(link);
  });

  test("cannot be forged, altered, shortened or extended", () => {
    const token = signInToken(link);
    const others = signInToken({ ...link, userId: newId() });
    const swapped = others.slice(0, 30) + token.slice(30);
    for (const forged of [swapped, token.slice(0, -1), `${token}A`, `${token}=`, "", "nonsense"]) {
      expect(readSignInToken(forged), forged).toBeNull();
    }
  });
});

describe("staff input", () => {
  test("spellings of one address are normalised", () => {
    for (const email of [" Ada@Example.org ", "ａｄａ@example.org", "ada@EXAMPLE.org"]) {
      expect(signInRequest.parse({ email }).email).toBe("ada@example.org");
    }
  });

  test("anything but exactly one address is rejected", () => {
    for (const email of [
      "ada",
      "ada@a@example.org",
      "a,b@example.org",
      '"a"@example.org',
      "",
      undefined,
      7,
    ]) {
      expect(signInRequest.safeParse({ email }).success, String(email)).toBe(false);
    }
  });

  test("an invitation needs a known role", () => {
    expect(staffInvitation.safeParse({ email: "ada@example.org", role: "boss" }).success).toBe(false);
    expect(staffInvitation.parse({ email: "ada@example.org", role: "owner" }).locale).toBe("en");
  });
});

test("every role can read figures; only owners can invite", () => {
  expect(STAFF_ROLES.filter((role) => hasPermission(role, "figures.read"))).toEqual([...STAFF_ROLES]);
  expect(STAFF_ROLES.filter((role) => hasPermission(role, "staff.manage"))).toEqual(["owner"]);
});

describe("a chart", () => {
  const now = new Date("2017-12-03T12:34:56Z");

  test("covers the last hour by minute, the day by hour, the week by six hours", () => {
    const bars = (range: "hour" | "day" | "week") =>
      allBars([], timeframe({ range, now, firstAt: null })).map(({ at }) => at.toISOString());
    expect(bars("hour")).toHaveLength(60);
    expect(bars("hour").at(-1)).toBe("2017-12-03T12:34:00.000Z");
    expect(bars("day")).toHaveLength(24);
    expect(bars("day")[0]).toBe("2017-12-02T13:00:00.000Z");
    expect(bars("week")).toHaveLength(28);
    expect(bars("week").at(-1)).toBe("2017-12-03T12:00:00.000Z");
  });

  test.each([1, 10, 100, 1_000, 2_000])("of all signatures stays readable after %i days", (days) => {
    const firstAt = new Date(now.getTime() - days * 86_400_000);
    const bars = allBars([], timeframe({ range: "all", now, firstAt }));
    expect(bars.length).toBeGreaterThan(2);
    expect(bars.length).toBeLessThanOrEqual(75);
    expect(bars[0]?.at.getTime()).toBeLessThanOrEqual(firstAt.getTime());
  });

  test("includes empty bars and puts each signature into its bar", () => {
    const known = [{ at: new Date("2017-12-02T00:00:00Z"), confirmed: 4 }];
    expect(allBars(known, lastDays(3, now)).map(({ confirmed }) => confirmed)).toEqual([0, 4, 0]);
  });

  test("defaults to the week for an unknown range", () => {
    expect(parseRange("day")).toBe("day");
    expect([parseRange(undefined), parseRange("century"), parseRange(["day", "day"])]).toEqual([
      "week",
      "week",
      "week",
    ]);
  });
});
