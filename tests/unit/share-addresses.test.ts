import { describe, expect, test } from "vitest";
import { newShareCode } from "@/lib/ids";
import { readerLinkInput } from "@/lib/sharing/reader-link-input";
import { CHANNELS, isChannel, parseShareAddress, sharedUrl } from "@/lib/sharing/share-address";
import { signInput } from "@/lib/signatures/sign-input";

describe("the address of a share link", () => {
  const code = newShareCode();
  const origin = "https://groundswell.example";

  test("carries its channel in the path", () => {
    for (const channel of Object.keys(CHANNELS).filter(isChannel)) {
      const path = sharedUrl({ origin, code, channel }).split("/").at(-1) ?? "";
      expect(parseShareAddress(path)).toEqual({ code, channel });
    }
    expect(parseShareAddress(code)).toEqual({ code, channel: null });
  });

  test.each([".", ",", ")", "!", "%E2%80%A6", "…", "»", ")."])("is parsed with %s at its end", (end) => {
    expect(parseShareAddress(`${code}${end}`)).toEqual({ code, channel: null });
    expect(parseShareAddress(`${code.toUpperCase()}W${end}`)).toEqual({ code, channel: "whatsapp" });
  });

  // Some apps append one to separate the address from the next word.
  test.each(["\u200b", "\u2060", "\ufeff", "%E2%80%8B"])(
    "is parsed with a zero-width character (%j) at its end",
    (end) => {
      expect(parseShareAddress(`${code}${end}`)).toEqual({ code, channel: null });
      expect(parseShareAddress(`${code}w${end}`)).toEqual({ code, channel: "whatsapp" });
    },
  );

  test("has no channel with an unknown letter, and is null without a code", () => {
    expect(parseShareAddress(`${code}z`)).toEqual({ code, channel: null });
    expect(parseShareAddress(`${code}ww`)).toBeNull();
    expect(parseShareAddress("petition")).toBeNull();
    expect(parseShareAddress("")).toBeNull();
  });

  test("every channel has a unique letter", () => {
    const letters = Object.values(CHANNELS);
    expect(new Set(letters).size).toBe(letters.length);
  });
});

describe("the share link in `?via=`", () => {
  const code = newShareCode();
  const parseSignature = (via: unknown) =>
    signInput.parse({ name: "Ada", email: "ada@example.org", via }).via;
  const parseReaderLink = (via: unknown) => readerLinkInput.parse({ article: "a-story", via }).via;

  test.each([code, `${code}.`, `${code})`, `${code}).`, `${code}…`, code.toUpperCase()])(
    "is parsed from %s for signers and readers",
    (via) => {
      expect([parseSignature(via), parseReaderLink(via)]).toEqual([code, code]);
    },
  );

  test.each(["", " ", "nonsense", `${code}99`, null, 7, undefined])(
    "is ignored for %j without an error",
    (via) => {
      expect([parseSignature(via), parseReaderLink(via)]).toEqual([undefined, undefined]);
    },
  );
});
