/** Generic top-level domains that are common in spam. Those of countries are in `COUNTRY`. */
const GENERIC =
  "com|net|org|info|biz|xyz|online|site|website|shop|store|club|top|live|link|click|page|blog|news|vip|pro|mobi|app|dev|chat|group|tech|fun|space|world|today|life|win|bet|casino|crypto|finance|money|loan|stream|video|icu|cyou|party|museum|travel|zip|xxx|porn|sex|cam|bid|trade|download|review|cash|gold|ninja|guru|email|network|agency|media|рф|укр|бел|срб|москва|онлайн|сайт|қаз|мкд|бг|ею|ελ|中国|中國|网址|公司|移动|手机|在线|网络|台湾|台灣|香港|みんな|世界|한국|닷컴|مصر|السعودية|امارات|ایران|پاکستان|موقع|شبكة|भारत|বাংলা|ভারত|இந்தியா|భారత్|ไทย";
/** The top-level domains of countries that are neither words nor parts of names. */
const COUNTRY =
  "ae|ai|ar|at|au|be|bg|br|by|ca|cc|ch|cl|cn|co|cz|dk|ec|ee|es|eu|fi|fm|fr|gg|gl|gr|hk|hr|hu|id|ie|il|in|io|ir|is|it|jp|ke|kr|kz|lt|lu|lv|ly|ma|me|mx|ng|nl|no|nz|pe|ph|pk|pl|pt|ro|rs|ru|sa|se|sg|si|sk|th|tk|to|tr|tv|tw|ua|ug|uk|us|uy|uz|ve|vn|ws|za";
/** Bounded as in DNS, so that a long word is read in linear time. */
const LABEL = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}`;
const END = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** A script without spaces between words, in which a word is one letter long, so that a name ends before no full stop. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`;

/** With a scheme, `www.`, a mail address, or a path after a domain. */
const EXPLICIT = new RegExp(
  String.raw`[a-z]{2,20}:\/\/|https?:|\b(?:mailto|javascript|data|tel|sms|ftp|file):|\bxn--|\blocalhost\b|\d{1,3}(?:\.\d{1,3}){3}|hxxps?|\bwww\d?\.|\/\/|\S@\S{1,253}\.\S|${LABEL}\.\p{L}{2,}(?::\d+)?\/|(^|[^\p{L}])(t|wa|fb|m)\.me${END}`,
  "iu",
);
/** "J. Link": a space behind an initial ends it. */
const INITIAL = String.raw`(?<![\p{L}\p{M}\p{N}])\p{L}\.\s`;
/** A domain under a generic ending, or under two (`co.uk`). */
const DOMAIN = new RegExp(
  String.raw`(?!${INITIAL})${LABEL}\s?(?:\.|[([{]\s?(?:dot|punto|\.)\s?[)\]}]|\s(?:dot|punto)\s)\s?(?:${GENERIC})${END}|${LABEL}\.(?:com?|org|net|gov|edu|ac)\.[a-z]{2}${END}`,
  "iu",
);
/** Top-level domains that are also parts of names ("Jos.de Vries"): an address only at the end. */
const PARTICLE = "de|la|st|al|am|my|so|su";
const COUNTRY_DOMAIN = new RegExp(
  String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{2,62}\.(?:(?:${COUNTRY})${END}|(?:${PARTICLE})$)`,
  "iu",
);

/** Generic top-level domains that are words, and so stand after a full stop in texts. */
const WORDS = "art|bio|fund|how|new|ngo|now|one|party|plus|vote|voting|work|zone";
/** A name that is one word in lower case with such an end: "x.ai". */
const LOWER_CASE_DOMAIN = new RegExp(
  String.raw`^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:${WORDS}|${GENERIC}|${COUNTRY})$`,
  "u",
);

const IN_UNSPACED_SCRIPT = new RegExp(String.raw`${UNSPACED}\.(?:${COUNTRY}|${GENERIC})${END}`, "iu");
/** "discord gg/abc": the end of a domain with a path. */
const END_WITH_PATH = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${GENERIC}|${COUNTRY})\/[\p{L}\p{N}]`, "iu");

/** Cyrillic letters that look like Latin ones, beside which they are a disguise. */
const LOOKALIKES: Record<string, string> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  х: "x",
  у: "y",
  і: "i",
  ѕ: "s",
  ј: "j",
};

/** Undoes what hides an address in a name: letters that look like others, and a space behind each letter. */
function unmask(name: string): string {
  const isMixed = /\p{Script=Latin}/u.test(name) && /\p{Script=Cyrillic}/u.test(name);
  const latin = isMixed
    ? name.replace(/\p{Script=Cyrillic}/gu, (letter) => LOOKALIKES[letter] ?? letter)
    : name;
  return /^(?:\S\s){5,}\S$/u.test(latin) ? latin.replace(/\s/gu, "") : latin;
}

/** Normalises full-width letters and the full stops of other scripts, as browsers do in addresses. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/[\u3002\uff0e\uff61\u2024]/g, ".");
}

/** Whether a text contains a web or mail address. The top-level domain of a country alone does not count: "at school.It rained." */
export function hasWebAddress(text: string): boolean {
  return EXPLICIT.test(plain(text)) || DOMAIN.test(plain(text));
}

/** Whether a text is a web address, or contains one with a scheme, `www.` or a path. */
export function isWebAddress(text: string): boolean {
  return EXPLICIT.test(plain(text)) || (!/\s/.test(text) && DOMAIN.test(plain(text)));
}

/** Whether a name contains a web or mail address, or a handle. Stricter than for a text. */
export function hasWebAddressInName(name: string): boolean {
  const read = unmask(plain(name));
  if (hasWebAddress(read) || read.includes("@")) return true;
  return [COUNTRY_DOMAIN, LOWER_CASE_DOMAIN, IN_UNSPACED_SCRIPT, END_WITH_PATH].some((address) =>
    address.test(read),
  );
}

const MIN_PHONE_DIGITS = 9;
/** The shortest local number, without an area code. */
const MIN_PHONE_DIGITS_IN_NAME = 7;
/** A longer run of plain digits is an id or a timestamp. */
const MAX_PLAIN_DIGITS = 12;
const DIGIT_RUN = /\+?\p{Nd}(?:[\s().\-\u2010-\u2015/]{0,2}\p{Nd})+/gu;
/** Thousands (1 000 000 000), years (2019 2020 2021) and dates are not phone numbers. */
const COUNTS_AND_DATES =
  /^(?:\p{Nd}{1,3}(?:[\s.]\p{Nd}{3})+|(?:(?:19|20)\d\d[\s/\-\u2010-\u2015]*)+|[\d\s./-]*\d{4}-\d\d-\d\d[\d\s./-]*)$/u;

/** Whether a text holds what looks like a phone number. */
export function hasPhoneNumber(text: string): boolean {
  return listNumbers(text).some((run) => countDigits(run) >= MIN_PHONE_DIGITS && !COUNTS_AND_DATES.test(run));
}

/** Whether a name holds what looks like a phone number, also a local one. */
export function hasPhoneNumberInName(name: string): boolean {
  if (IN_LETTERS.test(plain(name))) return true;
  return listNumbers(plain(name).replace(DISGUISED_DIGITS, asDigits)).some(
    (run) =>
      countDigits(run) >= MIN_PHONE_DIGITS_IN_NAME &&
      !(run.length > MAX_PLAIN_DIGITS && /^\p{Nd}+$/u.test(run)),
  );
}

/** "1-800-EVIL-NOW": letters for the keys of a telephone, behind an area code. */
const IN_LETTERS = /(?<!\p{N})(?:\d{1,3}[-.\s])?\d{3}[-.][a-z]{2,}-?[a-z]{2,}/iu;
/** "O8OO l23": letters that look like digits, beside digits. */
const DISGUISED_DIGITS = /(?<![\p{L}\p{N}])(?=[OolI]*\d)[OolI\d]+(?![\p{L}\p{N}])/gu;
const asDigits = (word: string) => word.replace(/[Oo]/g, "0").replace(/[lI]/g, "1");

/** Digits as Han letters. Three beside each other may be a name. */
const HAN_DIGITS = /[〇零一二三四五六七八九]{7,}/gu;

const listNumbers = (text: string): string[] => {
  const digits = (run: string) => "1".repeat(run.length);
  return plain(text).replace(HAN_DIGITS, digits).match(DIGIT_RUN) ?? [];
};
const countDigits = (text: string) => text.match(/\p{Nd}/gu)?.length ?? 0;
