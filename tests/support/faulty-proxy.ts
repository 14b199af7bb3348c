import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** Starts a TCP proxy to a server. It can drop its connections, stop answering, and recover. */
export async function startFaultyProxy(url: string) {
  const target = new URL(url);
  const ends = new Set<Socket>();
  let isSilent = false;

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const both = [near, far];
    for (const end of both) {
      ends.add(end);
      // A destroyed connection may still be writing.
      end.on("error", () => {});
      end.on("close", () => {
        ends.delete(end);
        for (const other of both) other.destroy();
      });
    }
    if (isSilent) return;
    near.pipe(far);
    far.pipe(near);
  });
  const port = await listen(server, 0);

  return {
    url: Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(port) }).href,
    /** Acts like a stopped server: ends all connections and refuses new ones. */
    disconnect: async () => {
      const closed = once(server, "close");
      server.close();
      for (const end of ends) end.destroy();
      await closed;
    },
    reconnect: () => listen(server, port),
    /** Acts like a frozen server: keeps connections open and answers nothing. */
    stopAnswering: () => {
      isSilent = true;
      for (const end of ends) end.unpipe().pause();
    },
    close: () => {
      for (const end of ends) end.destroy();
      server.close();
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the proxy has no port");
  return address.port;
}
