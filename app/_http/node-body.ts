import type { Readable } from "node:stream";

const sources = new WeakMap<Request, Readable>();

/**
 * Names the stream of Node from which the body of a request is read. Without it, `request.body` is made from that stream, which
 * costs more than everything else that a small request needs.
 */
export function setNodeBody(request: Request, source: Readable): void {
  sources.set(request, source);
}

/** Returns the stream of Node that holds the body of a request, or undefined. */
export function nodeBodyOf(request: Request): Readable | undefined {
  return sources.get(request);
}

type Limits = { maxBytes: number; timeoutMs: number };

/** Reads a stream to its end. 413: it is too long. 408: it was too slow, or broke off. The rest stays unread. */
export function readStream(source: Readable, { maxBytes, timeoutMs }: Limits): Promise<Buffer | 408 | 413> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (result: Buffer | 408 | 413) => {
      clearTimeout(timer);
      source.off("data", take).off("end", end).off("error", breakOff).off("close", breakOff).pause();
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > maxBytes) finish(413);
      else chunks.push(chunk);
    };
    const end = () => finish(Buffer.concat(chunks));
    const breakOff = () => finish(408);
    const timer = setTimeout(breakOff, timeoutMs);
    source.on("data", take).on("end", end).on("error", breakOff).on("close", breakOff);
  });
}
