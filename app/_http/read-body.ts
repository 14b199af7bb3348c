import { nodeBodyOf, readStream } from "./node-body";

const MAX_BODY_BYTES = 64 * 1024;
const READ_TIMEOUT_MS = 10_000;

export type Fields = Record<string, unknown>;
export type BodyKind = "form" | "json";
type Body =
  | { ok: true; fields: Fields; kind: BodyKind }
  | { ok: false; status: 400 | 408 | 413 | 415; kind: BodyKind };

type Reader = {
  kind: BodyKind;
  read: (bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<Fields> | Fields;
};

/** A map: an object would have a reader for `constructor`. */
const READERS = new Map<string, Reader>([
  ["application/json", { kind: "json", read: readJson }],
  ["application/x-www-form-urlencoded", { kind: "form", read: readUrlEncoded }],
  ["multipart/form-data", { kind: "form", read: readMultipart }],
]);

/** Reads the fields of a form or a JSON object: at most 64 KB, within 10 s. `status` is that of the refusal. */
export async function readBody(request: Request): Promise<Body> {
  const type = request.headers.get("content-type") ?? "";
  const reader = READERS.get(type.split(";", 1)[0]?.trim().toLowerCase() ?? "");
  if (!reader) return { ok: false, status: 415, kind: prefersHtml(request) ? "form" : "json" };
  const bytes = await readBounded(request);
  if (typeof bytes === "number") return { ok: false, status: bytes, kind: reader.kind };
  try {
    return { ok: true, fields: await reader.read(bytes, type), kind: reader.kind };
  } catch {
    // Parsers throw different errors; all of them mean that the body does not match its content type.
    return { ok: false, status: 400, kind: reader.kind };
  }
}

/** Whether the client accepts HTML, as browsers do. */
export function prefersHtml(request: Request): boolean {
  return request.headers.get("accept")?.includes("text/html") ?? false;
}

/** Reads a body of at most `maxBytes` (64 KB) within 10 s, or returns the status of the refusal. Does not trust `Content-Length`. */
export async function readBounded(
  request: Request,
  { maxBytes } = { maxBytes: MAX_BODY_BYTES },
): Promise<Uint8Array<ArrayBuffer> | 408 | 413> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return 413;
  const source = nodeBodyOf(request);
  if (source) {
    const read = await readStream(source, { maxBytes, timeoutMs: READ_TIMEOUT_MS });
    return typeof read === "number" ? read : new Uint8Array(read);
  }
  if (!request.body) return new Uint8Array();
  const body = request.body.getReader();
  let isIncomplete = false;
  const timer = setTimeout(() => {
    isIncomplete = true;
    body.cancel().catch(() => {});
  }, READ_TIMEOUT_MS);
  // A read fails if the client disconnects, which is no error of ours.
  const read = () =>
    body.read().catch(() => {
      isIncomplete = true;
      return { done: true, value: undefined } as const;
    });
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let next = await read(); !next.done; next = await read()) {
      length += next.value.byteLength;
      if (length > maxBytes) {
        await body.cancel();
        return 413;
      }
      chunks.push(next.value);
    }
    return isIncomplete ? 408 : new Uint8Array(Buffer.concat(chunks));
  } finally {
    clearTimeout(timer);
  }
}

function readJson(bytes: Uint8Array): Fields {
  const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("not a JSON object");
  return { ...value };
}

function readUrlEncoded(bytes: Uint8Array): Fields {
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Fields> {
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  return Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
}
