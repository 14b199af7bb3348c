import { cleanName, hasVisibleLetter } from "@/lib/visible-text";
import { hasPhoneNumberInName, hasWebAddressInName } from "@/lib/web-addresses";
import { MAX_NAME_LENGTH } from "./sign-limits";

/** More marks on one letter than any language writes: text that runs over its neighbours. */
const PILED_MARKS = /\p{M}{5,}/u;

type NameProblem = "nameMissing" | "nameTooLong" | "nameInvisible" | "nameNotAName";

/** Returns what is wrong with a cleaned name, or null. Each problem is a key under `sign.errors` of the translations. */
export function findNameProblem(name: string): NameProblem | null {
  if (name === "") return "nameMissing";
  if (name.length > MAX_NAME_LENGTH) return "nameTooLong";
  if (hasWebAddressInName(name) || hasPhoneNumberInName(name) || PILED_MARKS.test(name))
    return "nameNotAName";
  return hasVisibleLetter(name) ? null : "nameInvisible";
}

/** Returns a stored name for the public. Null for one from before the rule that breaks it: it is kept, but not shown. */
export function presentableName(stored: string): string | null {
  const name = cleanName(stored);
  return findNameProblem(name) === null ? name : null;
}
