import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { stack } from "./stack";

type Raw = { method?: string; path: string; headers?: Record<string, string>; chunks?: Iterable<string> };

/**
 * Sends a request that browsers and fetch cannot send: any Host, a body in chunks without a declared length. It has a connection of its
 * own: after a body that is shorter than declared, the server would read the next request as the rest of it.
 */
export async function rawRequest({ method = "GET", path, headers, chunks = [] }: Raw) {
  const { hostname, port } = new URL(stack().appUrl);
  const sending = request({ agent: false, hostname, port, method, path, headers });
  // The server may close the connection while the body of a refused request is still being sent.
  sending.on("error", () => {});
  const answered: Promise<IncomingMessage[]> = once(sending, "response");
  for (const chunk of chunks) sending.write(chunk);
  sending.end();
  const [answer] = await answered;
  if (!answer) throw new Error("no answer");
  let text = "";
  for await (const part of answer) text += part;
  return { status: answer.statusCode, headers: answer.headers, text };
}
