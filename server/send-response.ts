import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Http2ServerResponse } from "node:http2";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import Negotiator from "negotiator";
import { textOf } from "@/app/_http/text-response";

const compress = promisify(gzip);

/** Smaller bodies fit into one packet anyway. */
const MIN_COMPRESSED_BYTES = 1024;
const COMPRESSIBLE = /^(text\/|application\/([a-z]+\+)?json)/;

/** Sends the response of a handler, whose body is in memory: with its length, and compressed if the client wants that. */
export async function sendResponse(
  response: Response,
  { request, outgoing }: { request: Request; outgoing: ServerResponse | Http2ServerResponse },
): Promise<void> {
  const headers = headersOf(response);
  const isCompressible = COMPRESSIBLE.test(response.headers.get("content-type") ?? "");
  if (isCompressible) headers.vary = [headers.vary, "Accept-Encoding"].filter(Boolean).join(", ");
  const text = textOf(response);
  if (text === undefined && !response.body) {
    outgoing.writeHead(response.status, headers);
    outgoing.end();
    return;
  }
  let body: Buffer = text === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(text);
  if (isCompressible && body.byteLength >= MIN_COMPRESSED_BYTES && acceptsGzip(request)) {
    body = await compress(body);
    headers["content-encoding"] = "gzip";
  }
  headers["content-length"] = body.byteLength;
  outgoing.writeHead(response.status, headers);
  outgoing.end(body);
}

function headersOf({ headers }: Response): OutgoingHttpHeaders {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 && { "set-cookie": cookies }) };
}

function acceptsGzip({ headers }: Request): boolean {
  const negotiator = new Negotiator({ headers: { "accept-encoding": headers.get("accept-encoding") ?? "" } });
  return negotiator.encodings(["gzip", "identity"])[0] === "gzip";
}
