import type { ServerResponse } from "node:http";

/**
 * Prepares to take a response from the handler that will have it: call it before the handler gets the response. The returned function
 * takes the response, so that all that the handler still sends is dropped, and returns one that can be sent by `writeHead` and
 * `end`. Call that before the headers are sent.
 */
export function preparedToTakeOver(response: ServerResponse): () => ServerResponse {
  const { writeHead, setHeader, end } = response;
  const drop = () => response;
  const own: ServerResponse = Object.create(response, {
    writeHead: {
      value: (...head: unknown[]) => {
        // It sets the headers one by one if some were set before.
        response.setHeader = setHeader;
        Reflect.apply(writeHead, response, head);
        response.setHeader = drop;
        return own;
      },
    },
    end: { value: end.bind(response) },
  });
  return () => {
    Object.assign(response, {
      writeHead: drop,
      end: drop,
      setHeader: drop,
      flushHeaders: drop,
      write: () => true,
    });
    return own;
  };
}
