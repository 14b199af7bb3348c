import { networkInterfaces } from "node:os";

/** Returns the addresses of `localhost`, which only programs on this machine can reach. */
export function loopbackAddresses(): string[] {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return ["127.0.0.1", ...(own.some(({ address }) => address === "::1") ? ["::1"] : [])];
}
