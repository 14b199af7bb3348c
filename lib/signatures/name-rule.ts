import { cleanName, hasVisibleLetter } from "@/lib/visible-text";
import { hasPhoneNumberInName, hasWebAddressInName } from "@/lib/web-addresses";
import { MAX_NAME_LENGTH } from "./sign-limits";

/** More combining marks on one letter than any language uses (Zalgo text). */
const EXCESSIVE_MARKS = /\p{M}{5,}/u;

type NameProblem = "nameMissing" | "nameTooLong" | "nameInvisible" | "nameNotAName" | "nameTooManyMarks";

/** Returns what is wrong with a cleaned name, or null. Each problem is a key under `sign.errors` of the translations. */
export function findNameProblem(name: string): NameProblem | null {
  if (name === "") return "nameMissing";
  if (name.length > MAX_NAME_LENGTH) return "nameTooLong";
  if (hasWebAddressInName(name) || hasPhoneNumberInName(name)) return "nameNotAName";
  if (EXCESSIVE_MARKS.test(name)) return "nameTooManyMarks";
  return hasVisibleLetter(name) ? null : "nameInvisible";
}

/**
 * Returns a stored name for the public. Null if it was stored before this rule and violates it: such a name stays stored, but is
 * not shown.
 */
export function presentableName(stored: string): string | null {
  const name = cleanName(stored);
  return findNameProblem(name) === null ? name : null;
}
