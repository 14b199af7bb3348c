import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { PageChange } from "@/lib/page-changes";
import { isNotFoundPath } from "@/lib/paths";
import type { Rendering } from "./render";
import { isPublicPage } from "./routes";

/** An answer as it is kept: finished bytes in every encoding that it has. */
export type KeptAnswer = {
  status: number;
  headers: [name: string, value: string][];
  /** Of a redirect to another public page. The query of a request is added to it. */
  location: string | undefined;
  bodies: { identity: Buffer; gzip?: Buffer; br?: Buffer };
  etag: string;
  lastModified: string | undefined;
  /** When its rendering began: it shows every change before that. */
  renderedAt: number;
  freshMs: number;
  /** The campaigns that it links to, whose counts it may show. */
  campaigns: Set<string>;
  /** When it was rendered lately, oldest first: often means that its count is busy. */
  renderings: number[];
  /** What has changed since. */
  changed: PageChange["kind"] | undefined;
  /** No new rendering before this time: the last one failed. */
  retryAt: number;
};

export type Encoding = keyof KeptAnswer["bodies"];

const COMPRESSIBLE = /^(?:text\/|image\/svg|application\/(?:[a-z.+-]*(?:json|xml)|javascript))/;
/** Smaller bodies gain nothing. */
const MIN_COMPRESSED_BYTES = 1_024;
/** A larger answer is neither compressed nor kept. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** About as fast as gzip, and smaller. */
const QUICK_BROTLI_QUALITY = 5;
const BEST_BROTLI_QUALITY = 10;
/** Those of one connection or one answer, and those that are computed when the answer is sent. */
const NOT_KEPT = new Set([
  ...["connection", "keep-alive", "transfer-encoding", "date", "set-cookie", "etag", "last-modified"],
  ...["content-length", "x-content-length", "content-encoding", "vary", "x-request-id"],
]);
const CAMPAIGN_LINK = /\/campaigns\/([a-z0-9-]+)/g;

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Makes what is kept of a rendering: compresses it and computes its entity tag. */
export async function keptAnswer(
  rendering: Rendering,
  { target, freshMs }: { target: string; freshMs: number },
): Promise<KeptAnswer> {
  const { status, headers, body, startedAt } = rendering;
  const location = isPublicRedirect(rendering) ? headers.location : undefined;
  const type = headers["content-type"] ?? "";
  const isImage = type.startsWith("image/");
  const isCompressible =
    COMPRESSIBLE.test(type) && body.byteLength >= MIN_COMPRESSED_BYTES && body.byteLength <= MAX_ANSWER_BYTES;
  const [gzipped, br] = isCompressible
    ? await Promise.all([compressGzip(body), brotli(body, QUICK_BROTLI_QUALITY)])
    : [];
  const varying =
    headers.vary?.split(/\s*,\s*/).filter((name) => name.toLowerCase() !== "accept-encoding") ?? [];
  const vary = [...varying, ...(isCompressible ? ["Accept-Encoding"] : [])].join(", ");
  return {
    status,
    headers: [
      ...listHeaders(headers).filter(([name]) => !NOT_KEPT.has(name) && !(location && name === "location")),
      ...listHeaders({ vary }),
    ],
    location,
    bodies: { identity: body, ...(gzipped && br && { gzip: gzipped, br }) },
    // Weak: the tag is the same for all encodings.
    etag: headers.etag ?? `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    lastModified: headers["last-modified"],
    renderedAt: startedAt,
    renderings: [startedAt],
    freshMs,
    campaigns: new Set([...campaignsIn(target), ...(isImage ? [] : campaignsIn(body.toString("latin1")))]),
    changed: undefined,
    retryAt: 0,
  };
}

/** Compresses the body of an answer as well as possible, which takes ten times as long. Null if it has no compressed form. */
export async function bestBrotli({ bodies }: KeptAnswer): Promise<Buffer | null> {
  return bodies.br ? brotli(bodies.identity, BEST_BROTLI_QUALITY) : null;
}

/** Whether an answer says nothing about the address: a failure, or the refusal of one client. */
export function isTemporary({ status }: Pick<KeptAnswer, "status">): boolean {
  return status >= 500 || status === TOO_MANY_REQUESTS;
}

const TOO_MANY_REQUESTS = 429;

/** The memory that an answer takes. */
export function sizeOf({ bodies: { identity, gzip = NOTHING, br = NOTHING } }: KeptAnswer): number {
  return OVERHEAD_BYTES + identity.byteLength + gzip.byteLength + br.byteLength;
}

const NOTHING = Buffer.alloc(0);
const OVERHEAD_BYTES = 4_096;

function brotli(body: Buffer, quality: number) {
  return compressBrotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  });
}

/** Whether an answer redirects to another public page, or to the one that says that there is none. */
export function isPublicRedirect({ status, headers }: Pick<Rendering, "status" | "headers">): boolean {
  const { location = "" } = headers;
  return status >= 300 && status < 400 && (isPublicPage(location) || isNotFoundPath(location));
}

function listHeaders(headers: Rendering["headers"]): [name: string, value: string][] {
  return Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function campaignsIn(text: string): string[] {
  return [...text.matchAll(CAMPAIGN_LINK)].flatMap(([, slug]) => slug ?? []);
}
