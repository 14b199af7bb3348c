import { fileTypeFromBuffer } from "file-type";

/** Formats with a signature that are texts all the same. */
const TEXTS = new Set(["xml"]);
const SAMPLE_BYTES = 8_192;
/** The share of control characters that no text in any encoding reaches. */
const MAX_CONTROL_SHARE = 0.02;

/**
 * Returns what a file is if it is not a text, as its usual ending ("docx", "pdf", "jpg"), `binary` for unknown data, or null
 * for a text. Word's old format and its relatives share one signature, `cfb`.
 */
export async function kindOfBinaryFile(bytes: Uint8Array): Promise<string | null> {
  const found = isMarkedUtf16(bytes) ? undefined : await fileTypeFromBuffer(bytes);
  if (found && !TEXTS.has(found.ext)) return found.ext === "cfb" ? "doc" : found.ext;
  return hasControlCharacters(bytes.subarray(0, SAMPLE_BYTES)) ? "binary" : null;
}

/** The byte order mark of UTF-16 is also how an MPEG stream starts. */
function isMarkedUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** UTF-16 holds a zero in every other byte of a Western text, so zeros count only where they are not regular. */
function hasControlCharacters(sample: Uint8Array): boolean {
  const zeros = [0, 1].map((side) => sample.filter((byte, at) => at % 2 === side && byte === 0).length);
  const isUtf16 = Math.min(...zeros) === 0 && Math.max(...zeros) > sample.length * 0.3;
  const isControl = (byte: number) => (byte < 9 || (byte > 13 && byte < 32)) && !(byte === 0 && isUtf16);
  return sample.filter(isControl).length > sample.length * MAX_CONTROL_SHARE;
}
