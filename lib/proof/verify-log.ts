import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { Frontier, leafHash } from "./merkle";

/** Reads a file of a public log by its path, such as `entries/0.jsonl`. */
export type ReadLogFile = (path: string) => Promise<string>;

/** A size and root of the log that somebody has kept. */
type KeptRoot = { size: number; root: string };

export type LogVerdict =
  | { outcome: "intact"; campaign: string; days: number; size: number; count: number; root: string }
  | { outcome: "broken"; fault: string };

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const whole = z.number().int().min(0);
const headSchema = z.object({
  ...{ day, size: whole, root: hash, count: whole },
  ...{ checkpoint: z.string(), signature: z.base64(), keyId: z.string() },
});
const keySchema = z.object({ id: z.string(), publicKey: z.base64() });
const indexSchema = z.object({
  ...{ format: z.literal("groundswell-log/1"), campaign: z.string() },
  ...{ size: whole, count: whole, root: hash.optional(), entryPages: whole, dayPages: whole },
  keys: z.array(keySchema),
});
const entrySchema = z.union([
  z.strictObject({ day, kind: z.literal("signature"), commitment: hash }),
  z.strictObject({ day, kind: z.string(), reason: z.string(), change: z.number().int() }),
]);

type Head = z.infer<typeof headSchema>;
type Key = z.infer<typeof keySchema>;

class Fault extends Error {}

/**
 * Verifies a public log from its files alone: every entry, the root, size, count and signature of each day, and that each day
 * continues the one before. `kept` is a root from before: it reveals a log that was rewritten from the start. Malformed files
 * are faults, too; failures to read are thrown.
 */
export async function verifyLog(read: ReadLogFile, { kept }: { kept?: KeptRoot } = {}): Promise<LogVerdict> {
  try {
    const index = parse(indexSchema, await read("index.json"), "the index");
    const replay = new Replay(index.campaign, index.keys, kept);
    const heads = await readHeads(read, index.dayPages);
    for (let page = 0; page < index.entryPages; page += 1)
      for (const line of linesOf(await read(`entries/${page}.jsonl`))) replay.add(line, heads);
    const { size, count, root } = replay.finish(heads);
    if (size !== index.size || count !== index.count || (index.root ?? root) !== root)
      throw new Fault("the index names another end of the log");
    return { outcome: "intact", campaign: index.campaign, days: heads.length, size, count, root };
  } catch (error) {
    if (error instanceof Fault) return { outcome: "broken", fault: error.message };
    throw error;
  }
}

async function readHeads(read: ReadLogFile, pages: number): Promise<Head[]> {
  const heads: Head[] = [];
  for (let page = 0; page < pages; page += 1)
    for (const line of linesOf(await read(`days/${page}.jsonl`)))
      heads.push(parse(headSchema, line, `day ${heads.length + 1}`));
  return heads;
}

/** Computes the log again, entry by entry. */
class Replay {
  readonly #tree = new Frontier();
  readonly #commitments = new Set<string>();
  #count = 0;
  #closed = 0;
  #previousCommitment = "";

  constructor(
    private readonly campaign: string,
    private readonly keys: Key[],
    private readonly kept: KeptRoot | undefined,
  ) {}

  add(line: string, heads: Head[]) {
    const position = this.#tree.size;
    const entry = parse(entrySchema, line, `entry ${position}`);
    const head = heads[this.#closed];
    if (!head) throw new Fault(`entry ${position} belongs to no day`);
    if (entry.day !== head.day)
      throw new Fault(`entry ${position} is of ${entry.day}, among those of ${head.day}`);
    if ("commitment" in entry) this.#addSignature(entry.commitment, position);
    else this.#count += entry.change;
    this.#tree.append(leafHash(line));
    this.#compareWithKept();
    if (this.#tree.size === head.size) this.#close(head);
  }

  #addSignature(commitment: string, position: number) {
    if (this.#commitments.has(commitment))
      throw new Fault(`entry ${position} counts a signature for a second time`);
    if (commitment < this.#previousCommitment) throw new Fault(`entry ${position} is not in order`);
    this.#commitments.add(commitment);
    this.#previousCommitment = commitment;
    this.#count += 1;
  }

  #close(head: Head) {
    const root = this.#tree.root();
    if (root.toString("hex") !== head.root) throw new Fault(`${head.day}: the entries have another root`);
    if (this.#count !== head.count)
      throw new Fault(`${head.day}: the entries add up to ${this.#count}, not to ${head.count}`);
    const [origin = "", ...rest] = head.checkpoint.split("\n");
    const stated = [head.size, root.toString("base64"), `day ${head.day}`, `count ${head.count}`, ""];
    if (!origin.endsWith(`/campaigns/${this.campaign}`) || rest.join("\n") !== stated.join("\n"))
      throw new Fault(`${head.day}: the signed text states something else`);
    if (!this.#isSigned(head)) throw new Fault(`${head.day}: the signature is not valid`);
    this.#closed += 1;
    this.#previousCommitment = "";
  }

  #isSigned({ checkpoint, signature, keyId }: Head): boolean {
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) return false;
    const x = Buffer.from(key.publicKey, "base64").toString("base64url");
    const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, Buffer.from(checkpoint), publicKey, Buffer.from(signature, "base64"));
  }

  #compareWithKept() {
    if (this.kept?.size !== this.#tree.size) return;
    if (this.#tree.root().toString("hex") !== this.kept.root)
      throw new Fault(
        `the log was rewritten: its first ${this.kept.size} entries have another root than before`,
      );
  }

  finish(heads: Head[]) {
    const head = heads[this.#closed];
    if (head) throw new Fault(`${head.day}: entries are missing: ${this.#tree.size} of ${head.size}`);
    const size = this.#tree.size;
    if (this.kept && this.kept.size > size)
      throw new Fault(`the log was cut: it has ${size} entries, not the ${this.kept.size} from before`);
    return { size, count: this.#count, root: this.#tree.root().toString("hex") };
  }
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Fault(`${what} is malformed`);
  }
}
