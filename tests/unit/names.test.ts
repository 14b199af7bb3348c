import { describe, expect, test } from "vitest";
import { firstNameOf } from "@/lib/signatures/first-name";
import { publicName } from "@/lib/signatures/public-name";
import { signInput } from "@/lib/signatures/sign-input";

const sign = (fields: Record<string, unknown>) =>
  signInput.safeParse({ name: "Ada Lovelace", email: "ada@example.org", ...fields });
const problemsOf = (fields: Record<string, unknown>) =>
  sign(fields).error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? [];

describe("names", () => {
  test.each([
    "\u200b",
    "\u2800",
    "\u3164",
    "\u200d",
    "\u{e0020}",
    "\u115f\u1160",
    "\u00ad",
    "\ufe0f",
    " \u2800\u200b ",
    "\u202e",
  ])("a name of invisible characters is missing: %j", (name) =>
    expect(problemsOf({ name })).toEqual(["name: nameMissing"]),
  );

  test.each(["1234", "—", "…", "?!", "🙂", "\u0301"])("a name without a letter is refused: %s", (name) => {
    expect(problemsOf({ name })).toEqual(["name: nameInvisible"]);
  });

  test.each([
    "WhatsApp.com/join",
    "bit.ly/abc",
    "t.me/abc",
    "t.me",
    "Join example.org",
    "www.example",
    "https://example.org",
    "hxxp://example.org",
    "example。com",
    "ｅｘａｍｐｌｅ．ｃｏｍ",
    "example\u200b.com",
    "example (dot) com",
    "example dot com",
    "example .com",
    "Casino.xyz",
    "пример.рф",
    "bbc.co.uk",
    "spiegel.de",
    "ada@example.org",
    "@ada",
    "//example",
    "Call 0800 123 456",
    "+44 20 7946 0958",
    "еvil.соm",
    "evil punto com",
    "e v i l . c o m",
    "discord gg/abc",
    "wa me/123",
    "1.2.3.4/x",
    "例え.jp",
    "看 新闻.cn",
    "ドメイン.みんな",
    "موقع.مصر",
    "सरकार.भारत",
    "evil.বাংলা",
    "evil.party",
    "evil.museum",
    "bitcoin.zip",
    "xn--e1afmkfd.xn--p1ai",
    "localhost:8080",
    "mailto:x",
    "javascript:alert",
    "八零零一二三四五六七",
    "٠٧٩١٢٣٤٥٦٧",
    "WA ⑤⑤⑤①②③④",
    "x.ai",
    "vote.now",
    "S.com",
    "O8OO l23 4567",
    "1-800-EVIL-NOW",
  ])("a name with an address or a phone number is refused: %s", (name) => {
    expect(problemsOf({ name })).toEqual(["name: nameNotAName"]);
  });

  test("a name with too many accents is told so", () => {
    const name = `Z${"\u0301\u0302\u0303\u0304\u0305\u0306\u0307"}`;
    expect(problemsOf({ name })).toEqual(["name: nameTooManyMarks"]);
  });

  test.each([
    "Ada Lovelace",
    "Renée d.C. Link",
    "J. Link",
    "e.e. cummings",
    "Jan v.d.Berg",
    "Md.Abdul",
    "Olli 1 Ill",
    "O’Brien",
    "J. P. Morgan Jr.",
    "J.P. Morgan",
    "Dr. Li",
    "Dr.Li Wei",
    "Ma.Teresa Cruz",
    "M.de la Cruz",
    "Jose Ma. Co",
    "Ravi S/O Kumar",
    "Anne-Marie Dupont",
    "Jean‐Luc",
    "王小明",
    "김민수",
    "فاطِمَة الأحمد",
    "नरेन्द्र",
    "สมชาย ใจดี",
    "Đặng Thị Hà",
    "Henry VIII",
    "John Smith 3rd",
    "X Æ A-12",
    "Class 4B of 2024",
    "Mary (Molly) Jones",
    "Person 10234",
  ])("a name is kept as typed: %s", (name) => expect(sign({ name }).data?.name).toBe(name.normalize("NFC")));

  test("a name keeps only the joiners that its script needs", () => {
    expect(sign({ name: "علی\u200cرضا" }).data?.name).toBe("علی\u200cرضا");
    expect(sign({ name: "A\u200bd\u200da\u2060\tLove\u00adlace" }).data?.name).toBe("Ada Lovelace");
  });
});

describe("comments", () => {
  test("a tab or another control character in a comment becomes a space or line break", () => {
    expect(sign({ comment: "four\twith\vthe\x85rest\u2028and a line\r\nbreak\0" }).data?.comment).toBe(
      "four with the rest\nand a line\nbreak",
    );
  });

  test.each([
    "See https://example.org",
    "See example.com.",
    "bit.ly/x",
    "ada@example.org",
    "Call 020 7946 0958",
    "+34 612 34 56 78",
  ])("a comment with an address is refused: %s", (comment) =>
    expect(problemsOf({ comment })).toEqual(["comment: commentWithAddress"]),
  );

  test.each([
    "65.6 million people, 1,266 of 2,266, and 1 000 000 000 more",
    "In 2015 2016 2017 and on 2017-12-03",
    "at school.It rained",
    "and/or, e.g. this … and that",
    "👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️",
    "می‌خواهم",
  ])("a comment is kept as typed: %s", (comment) => expect(sign({ comment }).data?.comment).toBe(comment));

  test("a comment that is too long has only that error", () => {
    expect(problemsOf({ comment: "a".repeat(60_000) })).toEqual(["comment: commentTooLong"]);
    expect(problemsOf({ comment: "@".repeat(60_000) })).toEqual(["comment: commentTooLong"]);
  });

  test("a comment of invisible characters is empty", () => {
    expect(sign({ comment: "\u200b \u2800" }).data?.comment).toBe("");
  });
});

describe("first names", () => {
  test.each([
    ["Ada Lovelace", "Ada"],
    ["Dr. Ana Pérez", "Ana"],
    ["Prof. Dr. med. Eva Braun-Meier", "Eva"],
    ["Sra. María José Ruiz", "María"],
    ["Pérez, Juan", "Juan"],
    ["John Smith, Jr.", "John"],
    ["Anne-Marie Dupont", "Anne-Marie"],
    ["Suzie", "Suzie"],
    ["Łukasz Wójcik", "Łukasz"],
    ["فاطمة الأحمد", "فاطمة"],
    ["Дмитрий Семёнов", "Дмитрий"],
  ])("the first name of %s is %s", (name, first) => expect(firstNameOf(name)).toBe(first));

  test.each([
    "王小明",
    "王 小明",
    "김 민수",
    "สมชาย ใจดี",
    "van Dijk",
    "Van der Berg",
    "Pérez,",
    "Dr.",
    "Dr. van Dijk",
    "J. Smith",
    "J.P. Morgan",
    "Ma. Teresa Cruz",
    "Nguyễn Văn An",
    "Li Wei",
    "Abdul Rahman",
    "عبد الله",
    "Don Quijote",
    "Mary (Molly) Jones",
    "Ana & Luis",
    "Smith, John, Dr",
  ])("the first name of %s is ambiguous", (name) => expect(firstNameOf(name)).toBeNull());
});

describe("public names", () => {
  const shown = (name: string, rest: Partial<Parameters<typeof publicName>[0]> = {}) =>
    publicName({ name, display: "first", shownName: null, isHeld: false, ...rest });

  test("the public name is the signer's short form, else an unambiguous first name, else null", () => {
    expect(shown("王小明", { shownName: "小明" })).toBe("小明");
    expect([shown("Ada Lovelace"), shown("王小明"), shown("Pérez,"), shown("van Dijk")]).toEqual([
      "Ada",
      null,
      null,
      null,
    ]);
    expect([shown("王小明", { display: "full" }), shown("Ada", { display: "anonymous" })]).toEqual([
      "王小明",
      null,
    ]);
  });

  test.each(["\u3164", "WhatsApp.com/join", "0800 123 456"])(
    "a stored name that violates the later rule is not shown: %j",
    (name) => expect([shown(name), shown(name, { display: "full" })]).toEqual([null, null]),
  );

  test("a held name is not shown", () => {
    expect(shown("Ada Lovelace", { display: "full", isHeld: true })).toBeNull();
  });
});

describe("the short form of a name", () => {
  test("is required from the form if the first name is ambiguous, and stored as sent", () => {
    expect(problemsOf({ name: "王小明", display: "first", shownName: "" })).toEqual([
      "shownName: shownNameMissing",
    ]);
    expect(problemsOf({ display: "first", shownName: "bit.ly/x" })).toEqual(["shownName: nameNotAName"]);
    expect(sign({ display: "first", shownName: "" }).data?.shownName).toBe("Ada");
    expect(sign({ display: "first", shownName: " Adi " }).data?.shownName).toBe("Adi");
    expect(sign({ display: "full", shownName: "Adi" }).data?.shownName).toBeUndefined();
  });

  test("may be omitted by JSON clients", () => {
    expect(sign({ display: "first" }).data?.shownName).toBe("Ada");
    const unsure = sign({ name: "王小明", display: "first" });
    expect([unsure.success, unsure.data?.shownName]).toEqual([true, undefined]);
  });
});
