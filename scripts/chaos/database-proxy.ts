import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

const COMMIT = /commit/i;
/** Signing is one statement with its own commit. It carries names, addresses and consents, and is longer than any that reads. */
const LONG_STATEMENT_BYTES = 1_000;

/** Starts a TCP proxy before the database. It can cut its connections, and swallow answers of the database. */
export async function startDatabaseProxy(url: string) {
  const target = new URL(url);
  const links = new Set<Socket>();
  let isSwallowing = false;
  let [cut, swallowed] = [0, 0];

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let isDoomed = false;
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      links.add(end);
      end.setNoDelay(true);
      end.on("error", () => {});
      end.on("close", () => {
        links.delete(end);
        other.destroy();
      });
    }
    near.on("data", (chunk) => {
      // The statement reaches the database and is carried out; only its answer is lost.
      const isWrite = chunk.length > LONG_STATEMENT_BYTES || COMMIT.test(chunk.toString("latin1"));
      if (isSwallowing && isWrite) isDoomed = true;
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (!isDoomed) return void near.write(chunk);
      swallowed += 1;
      near.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(address.port) }).href,
    cutAll: () => {
      cut += links.size / 2;
      for (const end of links) end.destroy();
    },
    /** From now on, answers to a COMMIT are swallowed. */
    swallow: (on: boolean) => {
      isSwallowing = on;
    },
    counts: () => ({ cut: Math.round(cut), swallowed }),
    stop: async () => {
      server.close();
      for (const end of links) end.destroy();
    },
  };
}
