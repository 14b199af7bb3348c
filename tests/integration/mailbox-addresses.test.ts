import { mkdtemp, rm } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningMailbox, startMailbox } from "@/scripts/mailbox/server";
import { loopbackAddresses } from "@/scripts/stack/loopback";

let directory: string;
let mailbox: RunningMailbox;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mailbox-"));
});

afterEach(async () => {
  await mailbox.stop();
  await rm(directory, { recursive: true });
});

/** The addresses of this machine on its networks, and one more on which only a public server listens. */
const fromOutside = [
  "127.0.0.2",
  ...Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address),
];

function answersOn(host: string): Promise<boolean> {
  return fetch(`http://${host.includes(":") ? `[${host}]` : host}:${mailbox.port}/mails`).then(
    ({ ok }) => ok,
    () => false,
  );
}

test("the mailbox listens on every address of localhost, and on no public address", async () => {
  mailbox = await startMailbox({ directory });
  for (const host of ["localhost", ...loopbackAddresses()]) expect(await answersOn(host), host).toBe(true);
  for (const host of fromOutside) expect(await answersOn(host), host).toBe(false);
});

test("a mailbox with a public host listens on all addresses", async () => {
  mailbox = await startMailbox({ directory, host: "0.0.0.0" });
  for (const host of ["127.0.0.1", ...fromOutside]) expect(await answersOn(host), host).toBe(true);
});
