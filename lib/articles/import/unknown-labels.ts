import { readLabel } from "./labels";

const MAX_WORDS = 5;
const LABELLED =
  /^[\s•→►▶*_[(|–—-]*(?<label>\p{L}[\p{L}\p{M}\s’'-]{2,40}?)[\s!*_\])]*(?::\s|：|꞉|\s[|»]\s)\s*(?<title>[“"'‘«„¿¡]?[\p{Lu}\p{Lo}].{3,140})$/u;
const SENTENCE_END = /[.…;,:]["”’»)]*$/u;

/** Whether a line looks like a label with a headline in a language whose labels are not known. It is remarked, and stays text. */
export function isUnknownLabel(line: string): boolean {
  const { label = "", title = "" } = LABELLED.exec(line.trim())?.groups ?? {};
  if (label === "" || readLabel(line) !== null) return false;
  return (
    label.trim().split(/\s+/).length <= MAX_WORDS && !SENTENCE_END.test(title) && !/[.!?]\s/u.test(title)
  );
}
