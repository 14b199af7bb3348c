const UTF8_MARK = [0xef, 0xbb, 0xbf];
const DECLARED = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})/i;
/** Invisible characters that would break pattern matching. */
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g;
/** Control characters, which editors may paste unnoticed. PostgreSQL rejects NUL. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** Decodes a file: UTF-8, UTF-16, else the charset that an HTML page declares, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  return cleanText(decoderOf(bytes).decode(bytes));
}

/** Windows-1252 characters from 0x80. Not every TextDecoder of Node 20 supports them. */
const WINDOWS_MARKS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Normalises line ends and removes invisible characters. */
export function cleanText(text: string): string {
  return text
    .replace(/[\u0080-\u009f]/g, (mark) => WINDOWS_MARKS[mark.charCodeAt(0) - 0x80] ?? "")
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, "\n")
    .replace(INVISIBLE, "")
    .replace(CONTROL, "");
}

function decoderOf(bytes: Uint8Array): TextDecoder {
  if (UTF8_MARK.every((byte, at) => bytes[at] === byte)) return new TextDecoder("utf-8");
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be");
  const wide = wideEncoding(bytes);
  if (wide) return new TextDecoder(wide);
  if (isUtf8(bytes)) return new TextDecoder("utf-8");
  return declaredDecoder(bytes) ?? new TextDecoder("windows-1252");
}

/** Detects UTF-16 without a byte order mark: in Western text every other byte is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 400);
  const zeros = [0, 1].map((side) => sample.filter((byte, at) => at % 2 === side && byte === 0).length);
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < sample.length * 0.3) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function declaredDecoder(bytes: Uint8Array): TextDecoder | null {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, 2_000));
  const label = DECLARED.exec(start)?.[1];
  if (!label || /^utf-?(8|16)/i.test(label)) return null;
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
