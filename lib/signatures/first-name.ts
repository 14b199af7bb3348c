/** Titles and forms of address, in the languages of our readers, in lower case and without dots. */
const TITLES = new Set(
  `dr dra dr med drs mr mrs ms miss mx sir dame lady lord prof profa professor profesor profesora sr sra srta señor señora doña
  herr frau ing lic arq mag mgr dipl eng engr rev reverend father sister brother mme mlle madame monsieur mons me dott dottssa sig
  sigra hon rabbi imam sheikh shaykh haji hajja hajji maestro maestra phd md`.split(/\s+/),
);
/** Words after a name that do not belong to it. */
const SUFFIXES = new Set("jr sr ii iii iv phd md esq junior senior mba msc bsc ma ba".split(" "));
/**
 * Words that make the first name ambiguous when a name begins with them: parts of surnames, parts of compound names, family names
 * that come first in their languages, and "Don", a title and a name.
 */
const AMBIGUOUS = new Set(
  `van von vom vande vander de da dos das do del della dello delle di du des der den ter ten te la le les lo el al ul san santa
  saint st ste mac mc o ni nic ua zu zum zur av af y e i bin binti bint ben ibn abu abou umm om abd abdul abdel abdal abdool md mohd
  sk ma don dona
  nguyen tran pham hoang huynh phan dang bui ngo duong truong trinh dinh zhang wang chen liu zhao huang zhou zhu zheng xie xu li wu
  yang sun ma gao lin luo guo tang feng deng cao peng zeng xiao pan yuan dong cheung chan wong lee kim park choi jung jeong kang cho
  yoon jang lim han shin seo kwon hwang`.split(/\s+/),
);
/** Arabic and Hebrew words that begin a compound. */
const AMBIGUOUS_ARABIC = /^(?:عبد|أبو|ابو|أم|ام|ابن|بن|بنت|آل|ال|د|بן|בן|בת)$/u;
/** Scripts whose names have spaces, and the given name first. */
const SCRIPTS_WITH_SPACES =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Ethiopic}'’ʼ-]+$/u;

const MARKS = /[\p{M}\p{Join_Control}]/gu;

const bare = (word: string) =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "")
    .replaceAll("đ", "d");

/**
 * Returns the first name in a name: "Ana" for "Dr. Ana Pérez" and "Pérez, Ana". Returns null if it is ambiguous, as in 王小明, "van
 * Dijk", "J. Smith" and "Nguyễn Văn An"; the form then asks the signer. It never guesses, because the result is published.
 */
export function firstNameOf(name: string): string | null {
  const words = withoutTitles(givenPart(name).split(/\s+/).filter(Boolean));
  const [first = ""] = words;
  const word = first.replace(/[.,;]+$/, "");
  if (word !== first && word.length < 3) return null; // "J.", "Ma."
  if (
    [...word].filter((letter) => /\p{L}/u.test(letter)).length < 2 ||
    !SCRIPTS_WITH_SPACES.test(word.replace(MARKS, ""))
  )
    return null;
  return AMBIGUOUS.has(bare(word)) || AMBIGUOUS_ARABIC.test(word) ? null : word;
}

/** The part with the given name: behind a comma, unless a suffix is there. Empty if there are several commas, or brackets. */
function givenPart(name: string): string {
  const [before = "", after, ...more] = name.split(",").map((part) => part.trim());
  if (more.length > 0 || /[()[\]{}<>"“”«»/&+|\p{Nd}\p{S}]/u.test(name)) return "";
  if (after === undefined) return before;
  return SUFFIXES.has(bare(after)) ? before : after;
}

function withoutTitles(words: string[]): string[] {
  const start = words.findIndex((word) => !TITLES.has(bare(word)));
  return start < 0 ? [] : words.slice(start);
}
