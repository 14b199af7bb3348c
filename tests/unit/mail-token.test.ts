import { describe, expect, test } from "vitest";
import { mailedSignInToken, readSignInToken, signInToken } from "@/lib/auth/sign-in-token";
import { mac } from "@/lib/crypto";
import { idToBytes, newId } from "@/lib/ids";
import { confirmationToken, readConfirmationToken } from "@/lib/signatures/confirm-token";
import { mailChoicesToken, readMailChoicesToken } from "@/lib/supporters/mail-choices-token";

const KINDS = [
  {
    kind: "a confirmation",
    make: () => confirmationToken({ signatureId: newId(), attemptId: newId(), askedAt: new Date() }),
    read: readConfirmationToken,
  },
  { kind: "mail settings", make: () => mailChoicesToken(mac("test", newId())), read: readMailChoicesToken },
  {
    kind: "staff sign-in and invitations",
    make: () => signInToken({ userId: newId(), tokenId: newId() }),
    read: readSignInToken,
  },
];

const ADDED_BEHIND = [
  ".",
  ")",
  ",",
  ">",
  " ",
  "%20",
  "%29",
  '"',
  "'",
  "”",
  "%22",
  ").",
  ">.",
  "=",
  ".html",
  "\n",
];
const ADDED_BEFORE = ["<", "(", '"', " ", "%20", "%3C"];

describe.each(KINDS)("the token of $kind", ({ make, read }) => {
  test("ends in a letter or digit, so that every mail program links all of it", () => {
    for (let times = 0; times < 500; times += 1) expect(make()).toMatch(/^[\w-]+[A-Za-z0-9]$/);
  });

  test("is read with what mail programs and people add to a link", () => {
    const token = make();
    const meant = read(token);
    expect(meant).not.toBeNull();
    for (const added of ADDED_BEHIND) expect(read(token + added), added).toEqual(meant);
    for (const added of ADDED_BEFORE) expect(read(added + token), added).toEqual(meant);
  });

  test("is not read if it was cut or altered", () => {
    const token = make();
    for (const other of [token.slice(0, -1), token.slice(1), `${token}A`, `A${token}`, token.toLowerCase()])
      expect(read(other), other).toBeNull();
  });
});

describe("tokens mailed before, which could end in - or _", () => {
  /** Tokens of three bytes times n, of the kind that ends in `-` or `_` once in 32. */
  const old = (purpose: string, body: Buffer) =>
    Buffer.concat([body, mac(purpose, body).subarray(0, 16)]).toString("base64url");

  test("are still read, also without that character", () => {
    let cut = 0;
    for (let times = 0; times < 300; times += 1) {
      const key = mac("test", newId());
      const choices = old("supporters/mail-choices", key);
      expect(readMailChoicesToken(choices)).toEqual(key);
      const link = { userId: newId(), tokenId: newId() };
      const signIn = old("staff-sign-in", Buffer.concat([idToBytes(link.userId), idToBytes(link.tokenId)]));
      expect(readSignInToken(signIn)).toEqual(link);
      expect(mailedSignInToken(`${signIn}.`)).toBe(signIn);
      if (!/[-_]$/.test(choices)) continue;
      cut += 1;
      expect(readMailChoicesToken(choices.slice(0, -1))).toEqual(key);
    }
    expect(cut).toBeGreaterThan(0);
  });
});
