import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readEnv, variableNames } from "@/lib/env";

const example = parseEnv(readFileSync(".env.example", "utf8"));
const secrets = { APP_SECRET: "thirty-two-random-characters-or-more", RESEND_API_KEY: "re_key" };

test(".env.example names every variable that is read, and no other", () => {
  expect(variableNames.length).toBeGreaterThan(5);
  expect(Object.keys(example).sort()).toEqual([...variableNames].sort());
});

test(".env.example is complete except for the secrets", () => {
  expect(readEnv({ ...example, ...secrets }).APP_URL).toBe("https://petitions.example.org");
  expect(() => readEnv(example)).toThrow(/APP_SECRET.*RESEND_API_KEY/s);
});

test.each(["APP_URL", "APP_SECRET", "DATABASE_URL", "RESEND_API_KEY", "MAIL_FROM", "POSTAL_ADDRESS"])(
  "a missing %s is named in the error",
  (missing) => {
    expect(() => readEnv({ ...example, ...secrets, [missing]: undefined })).toThrow(missing);
  },
);

test("trailing slashes of APP_URL are removed", () => {
  expect(readEnv({ ...example, ...secrets, APP_URL: "https://example.org//" }).APP_URL).toBe(
    "https://example.org",
  );
});

test("a webhook secret is optional, and an invalid one is rejected", () => {
  const withSecret = (RESEND_WEBHOOK_SECRET: string | undefined) =>
    readEnv({ ...example, ...secrets, RESEND_WEBHOOK_SECRET }).RESEND_WEBHOOK_SECRET;
  const valid = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(withSecret(valid)).toBe(valid);
  for (const absent of ["", undefined]) expect(withSecret(absent)).toBeUndefined();
  for (const invalid of [valid.slice(6), "whsec_!!!", `${valid} `]) {
    expect(() => withSecret(invalid)).toThrow("RESEND_WEBHOOK_SECRET");
  }
});
