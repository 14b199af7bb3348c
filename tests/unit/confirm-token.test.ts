import { describe, expect, test } from "vitest";
import { mac, seal } from "@/lib/crypto";
import { idToBytes, newId } from "@/lib/ids";
import {
  CONFIRM_WITHIN_DAYS,
  confirmationCode,
  confirmationToken,
  isConfirmationCode,
  isFresh,
  readConfirmationToken,
} from "@/lib/signatures/confirm-token";
import { readConfirmationCode } from "@/lib/signatures/confirmation-code";
import { pendingAttemptOf, pendingTicket, readPendingTicket } from "@/lib/signatures/pending-ticket";

const askedAt = new Date("2026-11-01T09:00:00.250Z");
const confirmation = { signatureId: newId(), attemptId: newId(), askedAt };
const DAY_MS = 86_400_000;

describe("a token", () => {
  const token = confirmationToken(confirmation);

  test("contains the signature, the attempt and the time, to the second, and is deterministic", () => {
    expect(readConfirmationToken(token)).toEqual({
      ...confirmation,
      askedAt: new Date("2026-11-01T09:00:00Z"),
    });
    expect(confirmationToken(confirmation)).toBe(token);
    expect(confirmationToken({ ...confirmation, askedAt: new Date(askedAt.getTime() + 1_000) })).not.toBe(
      token,
    );
    expect(confirmationToken({ ...confirmation, attemptId: newId() })).not.toBe(token);
  });

  test("needs no escaping in a path, and ends in a letter or digit", () => {
    for (let times = 0; times < 500; times += 1) {
      const attempt = { signatureId: newId(), attemptId: newId(), askedAt };
      expect(confirmationToken(attempt)).toMatch(/^[\w-]{69}[A-Za-z0-9]$/);
    }
  });

  test("an old token without an attempt id is read with the signature's id as attempt id", () => {
    const id = confirmation.signatureId;
    for (let seconds = 0; seconds < 100; seconds += 1) {
      const body = Buffer.concat([idToBytes(id), Buffer.alloc(4)]);
      body.writeUInt32BE(1_790_000_000 + seconds, 16);
      const old = Buffer.concat([body, mac("confirmation/link", body).subarray(0, 16)]).toString("base64url");
      const read = { signatureId: id, attemptId: id, askedAt: new Date((1_790_000_000 + seconds) * 1_000) };
      expect(readConfirmationToken(old), old).toEqual(read);
      // Some mail programs drop a final "-" or "_" of a link.
      expect(readConfirmationToken(old.replace(/[-_]$/, "")), old).toEqual(read);
    }
  });

  test("is rejected if any character is changed or missing", () => {
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === "x" ? "y" : "x";
      expect(readConfirmationToken(token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
      expect(readConfirmationToken(token.slice(0, place))).toBeNull();
    }
    for (const foreign of ["", `${token}A`, `A${token}`, token.toLowerCase(), "é", "%00"])
      expect(readConfirmationToken(foreign), foreign).toBeNull();
  });

  test(`is valid for exactly ${CONFIRM_WITHIN_DAYS} days`, () => {
    const end = askedAt.getTime() + CONFIRM_WITHIN_DAYS * DAY_MS;
    expect(isFresh(confirmation, new Date(end - 1))).toBe(true);
    expect(isFresh(confirmation, new Date(end))).toBe(false);
  });
});

describe("a code", () => {
  const code = confirmationCode(confirmation);

  test("has six digits and differs by signature and by mail", () => {
    const codes = Array.from({ length: 200 }, () =>
      confirmationCode({ ...confirmation, attemptId: newId() }),
    );
    for (const one of [code, ...codes]) expect(one).toMatch(/^\d{6}$/);
    expect(new Set(codes).size).toBeGreaterThan(190);
    expect(confirmationCode({ ...confirmation, askedAt: new Date(askedAt.getTime() + DAY_MS) })).not.toBe(
      code,
    );
  });

  test("may contain spaces and dashes, but no other characters", () => {
    for (const typed of [
      ` ${code} `,
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code.slice(0, 3)}-${code.slice(3)}`,
      `${code.slice(0, 3)}\u00a0\u2011\u2013${code.slice(3)}\u200f`,
    ])
      expect(readConfirmationCode(typed), typed).toBe(code);
    for (const typed of ["", code.slice(1), `${code}0`, `${code}${code}`, `${code}a`, "½½½½½½", "ⅥⅥⅥⅥⅥⅥ"])
      expect(readConfirmationCode(typed), typed).toBeNull();
    const next = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
    expect([isConfirmationCode(code, confirmation), isConfirmationCode(next, confirmation)]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    ["Arabic-Indic", "٠١٢٣٤٥٦٧٨٩"],
    ["Persian", "۰۱۲۳۴۵۶۷۸۹"],
    ["Devanagari", "०१२३४५६७८९"],
    ["Bengali", "০১২৩৪৫৬৭৮৯"],
    ["Thai", "๐๑๒๓๔๕๖๗๘๙"],
    ["full-width", "０１２３４５６７８９"],
    ["mathematical", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡"],
  ])("may be typed in %s digits", (_, digits) => {
    for (const text of ["012345", "678901", code]) {
      const typed = [...text].map((digit) => [...digits][Number(digit)]).join("");
      expect(readConfirmationCode(typed), typed).toBe(text);
    }
  });

  test("may be typed in the digits of every script in Unicode", () => {
    // Later planes have no digits.
    const digits = Array.from({ length: 0x20000 }, (_, place) => place)
      .filter((place) => place < 0xd800 || place > 0xdfff)
      .map((place) => String.fromCodePoint(place))
      .filter((character) => /\p{Nd}/u.test(character));
    expect(digits.length).toBeGreaterThan(600);
    for (const [index, digit] of digits.entries())
      expect(readConfirmationCode(digit.repeat(6)), digit).toBe(String(index % 10).repeat(6));
  });
});

describe("a ticket of pending attempts", () => {
  const attemptOf = (campaign: string, seconds = 0) => ({
    signatureId: newId(),
    attemptId: newId(),
    campaign,
    since: new Date(1_790_000_000_000),
    askedAt: new Date(1_790_000_000_000 + seconds * 1_000),
  });
  const attempts = ["one", "two", "three", "four", "five", "six"].map(attemptOf);
  const [first = attemptOf("one"), second = attemptOf("two")] = attempts;

  test("lists at most four, latest first, readable only by the server", () => {
    const ticket = attempts.reduce((kept, attempt) => pendingTicket(attempt, readPendingTicket(kept)), "");
    expect(readPendingTicket(ticket)).toEqual(attempts.slice(2).reverse());
    expect(Buffer.from(ticket, "base64url").toString("latin1")).not.toContain(first.signatureId.slice(0, 8));
  });

  test("contains only the newest attempt of each campaign, so that a code is checked against one", () => {
    const again = attemptOf("one", 60);
    const pending = readPendingTicket(pendingTicket(again, [second, first]));
    expect(pending).toEqual([again, second]);
    expect([
      pendingAttemptOf(pending, "one"),
      pendingAttemptOf(pending, "two"),
      pendingAttemptOf(pending),
    ]).toEqual([again, second, again]);
    expect(pendingAttemptOf(pending, "three")).toBeNull();
  });

  test("an old ticket without attempt ids is ignored: its signature may have input from another browser", () => {
    const ids = `${first.signatureId} ${second.signatureId}`;
    const old = seal("confirmation/pending", ids).toString("base64url");
    expect(readPendingTicket(old)).toEqual([]);
  });

  test("has a constant length and is never the same", () => {
    const tickets = [pendingTicket(first, []), pendingTicket({ ...second, campaign: "one" }, [])];
    expect(tickets[0]).toHaveLength(tickets[1]?.length ?? 0);
    expect(pendingTicket(first, [])).not.toBe(tickets[0]);
  });

  test("is empty when it is invalid", () => {
    const ticket = pendingTicket(first, []);
    for (const foreign of [
      "",
      "nonsense",
      ticket.slice(2),
      ticket.replace(/^./, (c) => (c === "A" ? "B" : "A")),
      confirmationToken(confirmation),
    ])
      expect(readPendingTicket(foreign), foreign).toEqual([]);
  });
});
