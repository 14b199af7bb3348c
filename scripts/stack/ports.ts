import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { loopbackAddresses } from "./loopback";

const PORT_TIMEOUT_MS = 5_000;
const POLL_INTERVAL_MS = 250;

/** Throws unless the ports are free. Waits up to 5 s, because processes of a killed stack may still be exiting. */
export async function requireFreePorts(ports: Record<string, number>) {
  const wanted = Object.entries(ports);
  const numbers = wanted.map(([, port]) => port);
  if (new Set(numbers).size < numbers.length) {
    throw new Error(`${wanted.map(([name]) => name).join(" and ")} must differ; both are ${numbers[0]}.`);
  }
  for (const [name, port] of wanted) {
    const giveUpAt = Date.now() + PORT_TIMEOUT_MS;
    while (!(await isFree(port))) {
      if (Date.now() > giveUpAt) {
        throw new Error(
          `Port ${port} is taken by another program. Stop that one, or choose another: ${name}=${port + 100} npm run …`,
        );
      }
      await pause(POLL_INTERVAL_MS);
    }
  }
}

/** Checks several addresses, because a server may listen on only one of them. */
async function isFree(port: number): Promise<boolean> {
  for (const host of [undefined, ...loopbackAddresses()]) {
    const server = createServer().listen(port, host);
    try {
      await once(server, "listening");
    } catch {
      return false;
    }
    server.close();
    await once(server, "close");
  }
  return true;
}
