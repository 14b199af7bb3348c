import { describe, expect, test } from "vitest";
import { isLostConnection } from "@/lib/failures";

const errorWith = (code: string) => Object.assign(new Error("failed"), { code });

describe("a lost connection", () => {
  test.each(["08006", "57P01", "57P02", "57P03", "ECONNREFUSED", "ECONNRESET", "EPIPE", "CONNECTION_CLOSED"])(
    "is recognised by the code %s, also as a cause",
    (code) => {
      expect(isLostConnection(errorWith(code))).toBe(true);
      expect(isLostConnection(new Error("query failed", { cause: errorWith(code) }))).toBe(true);
    },
  );

  test("is recognised by the messages of node-postgres", () => {
    expect(isLostConnection(new Error("Connection terminated unexpectedly"))).toBe(true);
  });

  test.each([
    errorWith("23505"),
    errorWith("57014"),
    new TypeError("x is not a function"),
    "text",
    undefined,
  ])("is not any other error (%s)", (error) => expect(isLostConnection(error)).toBe(false));
});
