import { LARGE_PROVIDERS, SIMILAR_DOMAINS } from "./large-providers";

/** Shorter names are compared letter by letter: a different short name is probably a different company. */
const MIN_COMPARED_NAME = 5;
/** From this length on, two errors in one domain are still recognised. */
const MIN_NAME_FOR_TWO_EDITS = 7;
/** Endings that exist, but that the large providers under `.com` do not use. */
const SHORTENED_COM = ["co", "cm", "om"];
/** The endings of the root zone that are one edit away from `com` or `net`, besides those of two letters. */
const REAL_ENDINGS = ["bom", "cam", "mom", "bet", "nec", "new", "next", "ntt", "pet", "vet"];

/**
 * Returns the address that was probably intended ("ada@gmial.com" → "ada@gmail.com"), or null. A domain is a typing error only
 * if, as a whole, it is one edit away from the domain of a large mailbox provider (two for a long name), and is not itself the
 * domain of one. Its ending alone never decides.
 */
export function suggestAddress(address: string): string | null {
  const at = address.lastIndexOf("@");
  const typed = address
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const isKnown = LARGE_PROVIDERS.includes(typed) || SIMILAR_DOMAINS.has(typed);
  if (at < 1 || !typed || isKnown) return null;
  const [nearest] = LARGE_PROVIDERS.flatMap((domain) => {
    const edits = countEdits(typed, domain);
    return isTypingError({ typed, domain, edits }) ? { domain, edits } : [];
  }).sort((a, b) => a.edits - b.edits);
  return nearest ? `${address.slice(0, at)}@${nearest.domain}` : null;
}

function isTypingError({ typed, domain, edits }: { typed: string; domain: string; edits: number }): boolean {
  const [name = "", ending = ""] = splitDomain(domain);
  const [typedName = "", typedEnding = ""] = splitDomain(typed);
  const isSameName = typedName === name;
  if (edits > (name.length >= MIN_NAME_FOR_TWO_EDITS && typed[0] === domain[0] ? 2 : 1)) return false;
  if (name.length < MIN_COMPARED_NAME && !isSameName) return isSwapOrRepeat(typed, domain);
  if (typedEnding === ending || !isRealEnding(typedEnding)) return true;
  return ending === "com" && name.length >= MIN_COMPARED_NAME && SHORTENED_COM.includes(typedEnding);
}

function splitDomain(domain: string): [name: string, ending: string] {
  const dot = domain.indexOf(".");
  return dot < 0 ? [domain, ""] : [domain.slice(0, dot), domain.slice(dot + 1)];
}

function isRealEnding(ending: string): boolean {
  const last = ending.slice(ending.lastIndexOf(".") + 1);
  return last.length === 2 || REAL_ENDINGS.includes(last);
}

/** Whether two neighbouring letters of a short domain were swapped (`mial.ru`), or one was typed twice (`aool.com`). */
function isSwapOrRepeat(typed: string, domain: string): boolean {
  if (typed.length === domain.length) return domain.indexOf(".") > 3 && hasSameLetters(typed, domain);
  return domain.indexOf(".") > 2 && typed.replace(/(.)\1/, "$1") === domain;
}

const hasSameLetters = (one: string, other: string) => [...one].sort().join() === [...other].sort().join();

/** Counts insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function countEdits(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + Number(from[row - 1] !== to[column - 1]),
        isSwap && row > 1 && column > 1 ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
