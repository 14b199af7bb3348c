import { describe, expect, test } from "vitest";
import { signInput } from "@/lib/signatures/sign-input";
import {
  addressRecord,
  canonicalAddress,
  emailKeyOf,
  openAddress,
  parseAddress,
  requireEmailAddress,
} from "@/lib/supporters/address";

/** One person per line, with all spellings of their address. */
const PEOPLE: Record<string, string[]> = {
  "adalovelace@gmail.com": [
    "adalovelace@gmail.com",
    "Ada.Lovelace@Gmail.com",
    "a.d.a.lovelace@googlemail.com",
    "adalovelace+petitions@gmail.com",
    "ADALOVELACE+a+b@GOOGLEMAIL.COM",
    "ａｄａ．ｌｏｖｅｌａｃｅ＠ｇｍａｉｌ．ｃｏｍ",
    "ada\u200blovelace@gmail.com",
    "\ufeff adalovelace@gmail.com. ",
  ],
  "ada@outlook.com": ["ada@outlook.com", "ADA@Outlook.com", "ada+x@outlook.com"],
  "ada@icloud.com": ["ada@icloud.com", "ada@me.com", "Ada+x@mac.com"],
  "adalovelace@proton.me": ["ada.lovelace@proton.me", "ada_lovelace@protonmail.com", "Ada-Lovelace+x@pm.me"],
  "ada@yandex.ru": ["ada@yandex.ru", "ada@ya.ru", "ADA@yandex.com"],
  "ada@example.org": ["ada@example.org", "ADA@EXAMPLE.ORG", "\tada@example.org\n", "ada@ｅｘａｍｐｌｅ．org"],
  "ada@xn--bcher-kva.example": ["ada@bücher.example", "Ada@BÜCHER.example", "ada@xn--bcher-kva.example"],
};

/** Similar addresses that may belong to different people. */
const DIFFERENT_PEOPLE = [
  "ada.lovelace@outlook.com",
  "adalovelace@outlook.com",
  "ada@hotmail.com",
  "ada.lovelace@icloud.com",
  "ada.lovelace@example.org",
  "adalovelace@example.org",
  "ada+lovelace@example.org",
  "ada_lovelace@gmail.com",
  "ada-lovelace@gmail.com",
  "ada@gmail.co",
  "ada@mail.example.org",
  "ada@example.com",
];

const INVALID_ADDRESSES = [
  "",
  " ",
  "ada",
  "ada@",
  "@example.org",
  "ada@example",
  "ada@localhost",
  "ada@@example.org",
  "ada@b@example.org",
  "ada lovelace@example.org",
  ".ada@example.org",
  "ada..lovelace@example.org",
  "ada@example..org",
  "ada@-example.org",
  "ada@[127.0.0.1]",
  "ada@127.0.0.1",
  '"ada lovelace"@example.org',
  "Ada <ada@example.org>",
  "ada@example.org,eve@example.org",
  "ada@example.org\nBcc: eve@example.org",
  "ädä@example.org",
  "ada@example.org?cc=eve",
  "ada@example.org/path",
  "ada@example.org#part",
  "ada@example%2Eorg",
  "ada@example.org\\eve",
  `${"a".repeat(65)}@example.org`,
  `ada@${"a".repeat(250)}.org`,
];

describe("canonicalAddress", () => {
  test.each(Object.entries(PEOPLE))("recognises every spelling of %s", (canonical, spellings) => {
    expect(new Set(spellings.map(canonicalAddress))).toEqual(new Set([canonical]));
  });

  test("never merges two people", () => {
    const everyone = [...Object.keys(PEOPLE), ...DIFFERENT_PEOPLE];
    expect(new Set(everyone.map(canonicalAddress)).size).toBe(everyone.length);
  });

  test("is idempotent", () => {
    for (const canonical of Object.keys(PEOPLE)) expect(canonicalAddress(canonical)).toBe(canonical);
  });
});

describe("parseAddress", () => {
  test.each(INVALID_ADDRESSES)("rejects %j", (raw) => {
    expect(parseAddress(raw)).toBeNull();
    expect(canonicalAddress(raw)).toBeNull();
  });

  test("keeps the spelling of the mailbox name", () => {
    expect(parseAddress(" Ada.Lovelace+petitions@Gmail.COM ")).toBe("Ada.Lovelace+petitions@gmail.com");
    expect(parseAddress("ada@bücher.example")).toBe("ada@xn--bcher-kva.example");
  });
});

test.each(["+tag@gmail.com", "-tag@yahoo.com", "+tag@outlook.com", "+tag@proton.me"])(
  "%s has no mailbox name and is rejected before anything is stored",
  (email) => {
    const { error } = signInput.safeParse({ name: "Ada", email });
    expect(error?.issues).toMatchObject([{ path: ["email"], message: "emailInvalid" }]);
  },
);

test("an address is stored encrypted, bound to its supporter, and found by a key that does not reveal it", () => {
  const id = "01890000-0000-7000-8000-000000000001";
  const record = addressRecord(requireEmailAddress("Ada.Lovelace@Gmail.com"), id);
  expect(record.emailKey).toEqual(emailKeyOf("adalovelace@gmail.com"));
  expect(record.emailDomain).toBe("gmail.com");
  expect(openAddress(record.emailCipher, id)).toBe("Ada.Lovelace@gmail.com");
  expect(() => openAddress(record.emailCipher, id.replace("1", "2"))).toThrow("cannot be decrypted");
  expect(() => requireEmailAddress("ada at example")).toThrow(TypeError);
});
