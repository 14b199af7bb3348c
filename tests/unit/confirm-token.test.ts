import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import {
  CONFIRM_WITHIN_DAYS,
  confirmationCode,
  confirmationToken,
  isConfirmationCode,
  isFresh,
  pendingTicket,
  readConfirmationToken,
  readPendingTicket,
} from "@/lib/signatures/confirm-token";

const askedAt = new Date("2026-11-01T09:00:00.250Z");
const confirmation = { signatureId: newId(), askedAt };
const DAY_MS = 86_400_000;

describe("a token", () => {
  const token = confirmationToken(confirmation);

  test("says which signature and when, to the second, and is the same whenever it is made again", () => {
    expect(readConfirmationToken(token)).toEqual({
      signatureId: confirmation.signatureId,
      askedAt: new Date("2026-11-01T09:00:00Z"),
    });
    expect(confirmationToken(confirmation)).toBe(token);
    expect(confirmationToken({ ...confirmation, askedAt: new Date(askedAt.getTime() + 1_000) })).not.toBe(
      token,
    );
  });

  test("fits into a path that nothing has to escape, and into a line of a mail", () => {
    expect(token).toMatch(/^[\w-]{48}$/);
  });

  test("is refused once any character of it is another, missing or added", () => {
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === "x" ? "y" : "x";
      expect(readConfirmationToken(token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
      expect(readConfirmationToken(token.slice(0, place))).toBeNull();
    }
    for (const foreign of ["", `${token}A`, `${token}=`, ` ${token}`, token.toLowerCase(), "é", "%00"])
      expect(readConfirmationToken(foreign), foreign).toBeNull();
  });

  test(`holds for ${CONFIRM_WITHIN_DAYS} days, not a moment longer`, () => {
    const end = askedAt.getTime() + CONFIRM_WITHIN_DAYS * DAY_MS;
    expect(isFresh(confirmation, new Date(end - 1))).toBe(true);
    expect(isFresh(confirmation, new Date(end))).toBe(false);
  });
});

describe("a code", () => {
  const code = confirmationCode(confirmation);

  test("is six digits, another for another signature and for another mail", () => {
    const codes = Array.from({ length: 200 }, () => confirmationCode({ signatureId: newId(), askedAt }));
    for (const one of [code, ...codes]) expect(one).toMatch(/^\d{6}$/);
    expect(new Set(codes).size).toBeGreaterThan(190);
    expect(confirmationCode({ ...confirmation, askedAt: new Date(askedAt.getTime() + DAY_MS) })).not.toBe(
      code,
    );
  });

  test("may be typed with spaces and dashes, and in no other way", () => {
    for (const typed of [
      code,
      ` ${code} `,
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code.slice(0, 3)}-${code.slice(3)}`,
    ])
      expect(isConfirmationCode(typed, confirmation), typed).toBe(true);
    const next = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
    for (const typed of ["", next, code.slice(1), `${code}0`, `0${code}`, `${code}${code}`, "٣٣٣٣٣٣"])
      expect(isConfirmationCode(typed, confirmation), typed).toBe(false);
  });
});

describe("what a browser keeps while it waits", () => {
  const ids = Array.from({ length: 6 }, newId);
  const [first = "", second = ""] = ids;

  test("names its signatures, the latest first and each once, four at most, to us alone", () => {
    const ticket = ids.reduce((kept, id) => pendingTicket(id, readPendingTicket(kept)), "");
    expect(readPendingTicket(ticket)).toEqual(ids.slice(2).reverse());
    expect(readPendingTicket(pendingTicket(first, [second, first]))).toEqual([first, second]);
    expect(Buffer.from(ticket, "base64url").toString("latin1")).not.toContain(first.slice(0, 8));
  });

  test("is as long for everyone, and never the same", () => {
    const tickets = [pendingTicket(first, []), pendingTicket(second, [])];
    expect(tickets[0]).toHaveLength(tickets[1]?.length ?? 0);
    expect(pendingTicket(first, [])).not.toBe(tickets[0]);
  });

  test("names none when it is not ours", () => {
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
