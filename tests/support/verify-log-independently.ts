/*
 * A second implementation of the verification of a public log, from RFC 9162 and the description on the page alone. It shares no code
 * with the product and reads nothing but the public files, in a directory.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

type Day = {
  day: string;
  size: number;
  root: string;
  count: number;
  checkpoint: string;
  signature: string;
  keyId: string;
};

const hash = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();

/** The Merkle tree hash, RFC 9162, 2.1.1. */
function merkleTreeHash(lines: string[]): Buffer {
  if (lines.length === 0) return hash();
  if (lines.length === 1) return hash(Buffer.from([0]), Buffer.from(lines[0] ?? ""));
  let split = 1;
  while (split * 2 < lines.length) split *= 2;
  return hash(Buffer.from([1]), merkleTreeHash(lines.slice(0, split)), merkleTreeHash(lines.slice(split)));
}

/** Returns what is wrong with the log in a directory: nothing if it is intact. */
export function findFaults(directory: string): string[] {
  const index = JSON.parse(readFileSync(`${directory}/index.json`, "utf8"));
  const read = (folder: string, pages: number) =>
    Array.from({ length: pages }, (_, page) => readFileSync(`${directory}/${folder}/${page}.jsonl`, "utf8"))
      .join("")
      .split("\n")
      .filter(Boolean);
  const lines = read("entries", index.entryPages);
  const days: Day[] = read("days", index.dayPages).map((line) => JSON.parse(line));
  const faults: string[] = [];
  const keys = new Map<string, string>(
    index.keys.map(({ id, publicKey }: { id: string; publicKey: string }) => [id, publicKey]),
  );
  if ((days.at(-1)?.size ?? 0) !== lines.length) faults.push("there are more or fewer entries than stated");
  let [count, from] = [0, 0];
  for (const { day, size, root, count: stated, checkpoint, signature, keyId } of days) {
    for (const line of lines.slice(from, size)) {
      const entry = JSON.parse(line);
      count += entry.kind === "signature" ? 1 : entry.change;
      if (entry.day !== day) faults.push(`${day}: an entry of another day`);
    }
    const computed = merkleTreeHash(lines.slice(0, size));
    if (computed.toString("hex") !== root) faults.push(`${day}: another root`);
    if (count !== stated) faults.push(`${day}: another count`);
    const text = `${size}\n${computed.toString("base64")}\nday ${day}\ncount ${count}\n`;
    if (checkpoint.split("\n").slice(1).join("\n") !== text) faults.push(`${day}: another text was signed`);
    const x = Buffer.from(keys.get(keyId) ?? "", "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    if (!verify(null, Buffer.from(checkpoint), key, Buffer.from(signature, "base64")))
      faults.push(`${day}: not signed`);
    from = size;
  }
  return faults;
}
