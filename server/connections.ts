import type { ServerResponse } from "node:http";
import { isStopping } from "@/lib/shutdown";

/**
 * From the time at which the process stops, makes each response the last one of its connection (`Connection: close`), so that clients
 * and proxies open the next one elsewhere, and no connection is closed while a request travels on it.
 */
export function openConnections() {
  const open = new Set<ServerResponse>();
  return {
    /** Call it with each response before it begins. */
    note(response: ServerResponse): void {
      if (isStopping()) response.shouldKeepAlive = false;
      open.add(response);
      response.once("close", () => open.delete(response));
    },
    /** Responses that begin from now on, also to earlier requests, are the last ones of their connections. */
    endAfterResponses(): void {
      for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false;
    },
  };
}
