import { expect, test } from "vitest";
import { suggestAddress } from "@/lib/supporters/suggest-address";
import { MISTYPED_DOMAINS, REAL_MAIL_DOMAINS } from "../support/mail-domains";

const domains = (list: string) => list.split(" ");

test("contradicts none of 300 real mail domains of 60 countries", () => {
  const real = Object.values(REAL_MAIL_DOMAINS).flatMap(domains);
  expect([Object.keys(REAL_MAIL_DOMAINS).length, new Set(real).size]).toEqual([60, 300]);
  expect(real.filter((domain) => suggestAddress(`ada@${domain}`) !== null)).toEqual([]);
});

test("recognises each of 60 typing errors of the ten largest providers", () => {
  const errors = Object.entries(MISTYPED_DOMAINS).flatMap(([meant, typed]) =>
    domains(typed).map((domain) => ({ meant: `ada@${meant}`, typed: `ada@${domain}` })),
  );
  expect([Object.keys(MISTYPED_DOMAINS).length, errors.length]).toEqual([10, 60]);
  expect(errors.filter(({ meant, typed }) => suggestAddress(typed) !== meant)).toEqual([]);
});

test.each([
  "gmail.org",
  "hotmail.com.uy",
  "yahoo.org",
  "gmaiiil.com",
  "aon.com",
  "alo.com",
  "example.con",
  "wab.de",
])("does not guess by the ending alone, or for short or distant names: %s", (domain) =>
  expect(suggestAddress(`ada@${domain}`)).toBeNull(),
);

test.each(["", "ada", "@gmial.com", "ada@"])("returns null for an invalid address: %j", (typed) => {
  expect(suggestAddress(typed)).toBeNull();
});

test("keeps the mailbox name as typed, and finds a domain without its dot", () => {
  expect(suggestAddress("Ada.Love@home@Gmial.com ")).toBe("Ada.Love@home@gmail.com");
  expect(suggestAddress("ada@gmailcom")).toBe("ada@gmail.com");
});
