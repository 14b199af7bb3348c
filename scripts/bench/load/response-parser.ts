export type Reply = { status: number; bytes: number; isLast: boolean };

const HEAD_END = "\r\n\r\n";
const LINE_END = "\r\n";
const EMPTY = Buffer.alloc(0);

type Body =
  | { kind: "length"; left: number }
  | { kind: "chunks"; left: number; step: "size" | "data" | "trailer" }
  | { kind: "until-end" };

/**
 * Reads HTTP/1.1 responses to requests of one connection, one after the other, and forgets their bodies. `push` returns the response
 * once it is complete, else null. Much cheaper than an HTTP client: the server that is measured shares the machine.
 */
export function createResponseParser() {
  let unread: Buffer = EMPTY;
  let head: { status: number; isLast: boolean } | null = null;
  let body: Body = { kind: "length", left: 0 };
  let bytes = 0;

  function push(chunk: Buffer): Reply | null {
    bytes += chunk.length;
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    if (!head && !readHead()) return null;
    if (!readBody(body)) return null;
    return finish();
  }

  function readHead(): boolean {
    const end = unread.indexOf(HEAD_END);
    if (end === -1) return false;
    const text = unread.toString("latin1", 0, end + LINE_END.length).toLowerCase();
    unread = unread.subarray(end + HEAD_END.length);
    const status = Number(text.slice(9, 12));
    head = { status, isLast: text.includes("\r\nconnection: close\r\n") };
    body = bodyOf(text, status);
    return true;
  }

  function readBody(current: Body): boolean {
    if (current.kind === "until-end") {
      unread = EMPTY;
      return false;
    }
    if (current.kind === "chunks") return readChunks(current);
    return skip(current);
  }

  function skip(part: { left: number }): boolean {
    const skipped = Math.min(part.left, unread.length);
    part.left -= skipped;
    unread = unread.subarray(skipped);
    return part.left === 0;
  }

  function readChunks(current: Extract<Body, { kind: "chunks" }>): boolean {
    for (;;) {
      if (current.step === "data") {
        if (!skip(current)) return false;
        current.step = "size";
        continue;
      }
      const end = unread.indexOf(LINE_END);
      if (end === -1) return false;
      const line = unread.toString("latin1", 0, end);
      unread = unread.subarray(end + LINE_END.length);
      if (current.step === "trailer") {
        if (line === "") return true;
        continue;
      }
      const size = Number.parseInt(line, 16);
      if (size === 0) current.step = "trailer";
      else Object.assign(current, { step: "data", left: size + LINE_END.length });
    }
  }

  function finish(): Reply | null {
    if (!head) return null;
    const reply = { ...head, bytes };
    head = null;
    bytes = 0;
    return reply;
  }

  /** Returns the response whose end is the end of the connection, if there is one. */
  const end = () => (body.kind === "until-end" ? finish() : null);

  return { push, end };
}

function bodyOf(head: string, status: number): Body {
  if (status === 204 || status === 304) return { kind: "length", left: 0 };
  if (head.includes("\r\ntransfer-encoding: chunked")) return { kind: "chunks", left: 0, step: "size" };
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  return length === undefined ? { kind: "until-end" } : { kind: "length", left: Number(length) };
}
