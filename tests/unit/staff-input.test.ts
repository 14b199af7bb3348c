import { describe, expect, test } from "vitest";
import { STAFF_ROLES } from "@/db/schema";
import { hasPermission } from "@/lib/auth/permissions";
import { signInRequest } from "@/lib/auth/sign-in-input";
import { readSignInToken, signInToken } from "@/lib/auth/sign-in-token";
import { staffInvitation } from "@/lib/auth/staff-input";
import { newId } from "@/lib/ids";

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
    for (const forged of [swapped, token.slice(0, -1), `${token}A`, `A${token}`, "", "nonsense"]) {
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
