import { createServer } from "node:http";

/** What a plain server of Node answers to every request. */
export type BufferAnswer = { body: Uint8Array; headers: Record<string, string> };

/** A process that answers every request with the same bytes: the most that a page from memory can reach in Node. */
let answer: BufferAnswer = { body: new Uint8Array(), headers: {} };

const server = createServer((_request, response) => {
  response.writeHead(200, { ...answer.headers, "content-length": answer.body.byteLength });
  response.end(answer.body);
});

process.on("message", (next: BufferAnswer) => {
  answer = next;
  const reply = () => {
    const address = server.address();
    process.send?.(typeof address === "object" && address ? address.port : 0);
  };
  if (server.listening) reply();
  else server.listen(0, "127.0.0.1", reply);
});
