/** Generic top-level domains that are common in spam. Those of countries are in `COUNTRY`. */
const GENERIC =
  "com|net|org|info|biz|xyz|online|site|website|shop|store|club|top|live|link|click|page|blog|news|vip|pro|mobi|app|dev|chat|group|tech|fun|space|world|today|life|win|bet|casino|crypto|finance|money|loan|stream|video|icu|cyou|рф|укр|бел|срб|中国|网址|公司|移动|手机|在线";
/** The top-level domains of countries that are neither words nor parts of names. */
const COUNTRY =
  "ae|ar|at|au|be|bg|br|by|ca|cc|ch|cl|cn|co|cz|dk|ec|ee|es|eu|fi|fm|fr|gg|gl|gr|hk|hr|hu|id|ie|il|in|io|ir|is|it|jp|ke|kr|kz|lt|lu|lv|ly|ma|me|mx|ng|nl|no|nz|pe|ph|pk|pl|pt|ro|rs|ru|sa|se|sg|si|sk|th|tk|to|tr|tv|tw|ua|ug|uk|us|uy|uz|ve|vn|ws|za";
/** Bounded as in DNS, so that a long word is read in linear time. */
const LABEL = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}`;
const END = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** With a scheme, `www.`, a mail address, or a path after a domain. */
const EXPLICIT = new RegExp(
  String.raw`[a-z]{2,20}:\/\/|https?:|hxxps?|\bwww\d?\.|\/\/|\S@\S{1,253}\.\S|${LABEL}\.\p{L}{2,}(?::\d+)?\/|(^|[^\p{L}])(t|wa|fb|m)\.me${END}`,
  "iu",
);
/** A domain under a generic ending, or under two (`co.uk`). */
const DOMAIN = new RegExp(
  String.raw`${LABEL}\s?(?:\.|[([{]\s?(?:dot|punto|\.)\s?[)\]}]|\sdot\s)\s?(?:${GENERIC})${END}|${LABEL}\.(?:com?|org|net|gov|edu|ac)\.[a-z]{2}${END}`,
  "iu",
);
/** Top-level domains that are also parts of names ("Jos.de Vries"): an address only at the end. */
const PARTICLE = "de|la|st|al|am|my|so|su";
const COUNTRY_DOMAIN = new RegExp(
  String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{2,62}\.(?:(?:${COUNTRY})${END}|(?:${PARTICLE})$)`,
  "iu",
);

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
  return hasWebAddress(name) || name.includes("@") || COUNTRY_DOMAIN.test(plain(name));
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
  return listNumbers(name).some(
    (run) =>
      countDigits(run) >= MIN_PHONE_DIGITS_IN_NAME &&
      !(run.length > MAX_PLAIN_DIGITS && /^\p{Nd}+$/u.test(run)),
  );
}

const listNumbers = (text: string): string[] => plain(text).match(DIGIT_RUN) ?? [];
const countDigits = (text: string) => text.match(/\p{Nd}/gu)?.length ?? 0;
