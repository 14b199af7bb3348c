import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

const POLL_INTERVAL_MS = 100;

/** A load balancer: gives each connection to the next web process that is ready, or else to one that accepts it. */
export async function startBalancer(ports: number[]) {
  const ready = new Set(ports);
  let turn = 0;
  const polling = setInterval(() => {
    for (const port of ports) void isReady(port).then((is) => (is ? ready.add(port) : ready.delete(port)));
  }, POLL_INTERVAL_MS);

  function forward(near: Socket, candidates: number[]) {
    const [port, ...others] = candidates;
    if (port === undefined) return near.destroy();
    const far = connect(port, "127.0.0.1");
    const refused = () => forward(near, others);
    far.once("error", refused);
    far.once("connect", () => {
      far.off("error", refused);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
        one.pipe(other);
      }
    });
  }

  const server = createServer((near) => {
    turn += 1;
    const inTurn = ports.map((_, index) => ports[(turn + index) % ports.length] ?? 0);
    near.on("error", () => near.destroy());
    forward(near, [
      ...inTurn.filter((port) => ready.has(port)),
      ...inTurn.filter((port) => !ready.has(port)),
    ]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    stop: async () => {
      clearInterval(polling);
      server.close();
    },
  };
}

async function isReady(port: number): Promise<boolean> {
  const headers = { connection: "close" };
  return fetch(`http://127.0.0.1:${port}/api/health/ready`, { headers }).then(
    ({ ok }) => ok,
    () => false,
  );
}
