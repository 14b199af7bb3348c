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

  test("contains the signature and the time, to the second, and is deterministic", () => {
    expect(readConfirmationToken(token)).toEqual({
      signatureId: confirmation.signatureId,
      askedAt: new Date("2026-11-01T09:00:00Z"),
    });
    expect(confirmationToken(confirmation)).toBe(token);
    expect(confirmationToken({ ...confirmation, askedAt: new Date(askedAt.getTime() + 1_000) })).not.toBe(
      token,
    );
  });

  test("needs no escaping in a path and fits into a line of a mail", () => {
    expect(token).toMatch(/^[\w-]{48}$/);
  });

  test("is rejected if any character is changed, missing or added", () => {
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === "x" ? "y" : "x";
      expect(readConfirmationToken(token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
      expect(readConfirmationToken(token.slice(0, place))).toBeNull();
    }
    for (const foreign of ["", `${token}A`, `${token}=`, ` ${token}`, token.toLowerCase(), "é", "%00"])
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
    const codes = Array.from({ length: 200 }, () => confirmationCode({ signatureId: newId(), askedAt }));
    for (const one of [code, ...codes]) expect(one).toMatch(/^\d{6}$/);
    expect(new Set(codes).size).toBeGreaterThan(190);
    expect(confirmationCode({ ...confirmation, askedAt: new Date(askedAt.getTime() + DAY_MS) })).not.toBe(
      code,
    );
  });

  test("may contain spaces and dashes, but no other characters", () => {
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

describe("a ticket of pending signatures", () => {
  const ids = Array.from({ length: 6 }, newId);
  const [first = "", second = ""] = ids;

  test("lists at most four distinct signatures, latest first, readable only by the server", () => {
    const ticket = ids.reduce((kept, id) => pendingTicket(id, readPendingTicket(kept)), "");
    expect(readPendingTicket(ticket)).toEqual(ids.slice(2).reverse());
    expect(readPendingTicket(pendingTicket(first, [second, first]))).toEqual([first, second]);
    expect(Buffer.from(ticket, "base64url").toString("latin1")).not.toContain(first.slice(0, 8));
  });

  test("has a constant length and is never the same", () => {
    const tickets = [pendingTicket(first, []), pendingTicket(second, [])];
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
