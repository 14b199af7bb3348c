import type { ServerResponse } from "node:http";

/**
 * Takes a response from the handler that has it: what the handler still sends is dropped. Returns a response that can be sent by
 * `writeHead` and `end`. Call `prepare` before a handler gets the response, and the function that it returns at any time before
 * the headers are sent.
 */
export function preparedToTakeOver(response: ServerResponse): () => ServerResponse {
  const own: ServerResponse = Object.create(response, {
    writeHead: { value: response.writeHead.bind(response) },
    end: { value: response.end.bind(response) },
  });
  return () => {
    Object.assign(response, {
      writeHead: () => response,
      write: () => true,
      end: () => response,
      setHeader: () => response,
      flushHeaders: () => {},
    });
    return own;
  };
}
