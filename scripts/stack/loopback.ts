import { networkInterfaces } from "node:os";

/** The addresses that `localhost` may mean on this machine: nobody but its own programs reaches them. */
export function loopbackAddresses(): string[] {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return ["127.0.0.1", ...(own.some(({ address }) => address === "::1") ? ["::1"] : [])];
}
