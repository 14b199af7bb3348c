import { readFileSync } from "node:fs";
import { create } from "fontkit";
import { describe, expect, test } from "vitest";
import { fontsFor } from "@/lib/cards/fonts";
import { fontRuns, withPrintableLetters } from "@/lib/print/faces";
import { readWoff } from "@/lib/woff";

/** A name or a few words in each script, with letters that merge, change places or are rare. */
const SAMPLES: Record<string, string> = {
  Latin: "Łukasz Żółć, Nguyễn Đặng, Ɓala Ƙano, Ọlájídé, Ștefan Ħal ʻŌlelo Əliyev Þór №12 ₴",
  Cyrillic: "Привіт Ґудзь Ҳусейн",
  Greek: "Ελένη ἀρχή",
  Arabic: "فاطِمَة محمد پاکستان ڈاکٹر ئۇيغۇر",
  Hebrew: "שָׁלוֹם עולם",
  Devanagari: "हिन्दी क्षत्रिय श्री",
  Bengali: "বাংলা শ্রী",
  Tamil: "தமிழ் ஸ்ரீ",
  Telugu: "తెలుగు శ్రీనివాస్ క్షమ",
  Kannada: "ಕನ್ನಡ ಶ್ರೀನಿವಾಸ",
  Malayalam: "മലയാളം ശ്രീജിത്ത്",
  Gujarati: "ગુજરાતી શ્રી પટેલ",
  Gurmukhi: "ਗੁਰਮੁਖੀ ਸਿੰਘ ਪੰਜਾਬ",
  Odia: "ଓଡ଼ିଆ ଶ୍ରୀ ପଟ୍ଟନାୟକ",
  Sinhala: "සිංහල ශ්‍රී ලංකා",
  Thai: "กรุงเทพ ณัฐ",
  Lao: "ລາວ ສົມພອນ ກົດໝາຍ",
  Khmer: "សិទ្ធិមនុស្ស សុខ វណ្ណា",
  Burmese: "မြန်မာ အောင်ဆန်း ကျော် ရှမ်း",
  Tibetan: "བོད་ཡིག",
  Georgian: "საქართველო",
  Armenian: "Հայաստան",
  Ethiopic: "አማርኛ",
  Thaana: "ދިވެހި",
  Syriac: "ܣܘܪܝܝܐ",
  Tifinagh: "ⵜⵉⴼⵉⵏⴰⵖ",
  NKo: "ߒߞߏ",
  Adlam: "𞤀𞤣𞤤𞤢𞤥",
  "Ol Chiki": "ᱥᱟᱱᱛᱟᱲᱤ",
  Meetei: "ꯃꯩꯇꯩ",
  Javanese: "ꦗꦮ",
  Cherokee: "ᏣᎳᎩ",
  Inuktitut: "ᐃᓄᒃᑎᑐᑦ",
  Vai: "ꕙꔤ",
  Yi: "ꆈꌠ",
  "Han, simplified": "王小明 国语",
  "Han, traditional": "黃 鄺 陳鄧蕭溫 嶽峯",
  Cantonese: "啲嘅𨋢喺冇",
  Japanese: "髙橋 山﨑 渡邉 桒原 さくら サクラ",
  Korean: "김민수 한국",
  Emoji: "🙂 👩‍👩‍👧 🇺🇦",
};

const samples = Object.entries(SAMPLES).map(([script, text]) => [script, text.normalize("NFC")] as const);
const opened = new Map<string, ReturnType<typeof create>>();

function open(file: string) {
  const font = opened.get(file) ?? create(file.endsWith(".woff") ? readWoff(file) : readFileSync(file));
  opened.set(file, font);
  return font;
}

describe("letters in print", () => {
  test.each(samples)("%s has a glyph for each", (_, text) => {
    const missing = fontRuns(text, "text").flatMap((run) => {
      const font = open(run.font);
      if (!("layout" in font)) throw new Error(`${run.font} is a collection`);
      return font
        .layout(run.text, [])
        .glyphs.filter(({ id }) => id === 0)
        .map(() => run);
    });
    expect(missing).toEqual([]);
  });
});

test("a letter that no font has is printed as its code point, and its neighbours as they are", () => {
  for (const [text, printed] of [
    ["𠮷田 Ada", "[U+20BB7]田 Ada"],
    ["ᠮᠣ Ada", "[U+182E][U+1823] Ada"],
    ["𐎠 ꧁", "[U+103A0] ꧁"],
    ["王小明 👩‍👩‍👧 e\u0301", "王小明 👩‍👩‍👧 e\u0301"],
  ] as const)
    expect(withPrintableLetters(text, "text")).toBe(printed);
});

describe("letters on social cards", () => {
  test.each(samples)("%s has a font for each", (_, text) => {
    const supported = new Set<number>();
    for (const { files } of fontsFor(text, "serif"))
      for (const file of files) {
        const font = open(file);
        const hasCharacters = "directory" in font && "cmap" in font.directory.tables;
        for (const letter of hasCharacters ? font.characterSet : []) supported.add(letter);
      }
    const visible = text.replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, "");
    expect([...visible].filter((letter) => !supported.has(letter.codePointAt(0) ?? 0))).toEqual([]);
  });
});
