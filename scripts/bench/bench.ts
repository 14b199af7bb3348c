import type { Lifetime } from "../stack/lifetime";
import type { BufferAnswer } from "./ceilings/buffer-server";
import type { InsertJob, InsertResult } from "./ceilings/insert-rows";
import type { StaticServer } from "./ceilings/nginx";
import type { LoadJob, LoadResult } from "./load/job";
import type { Part } from "./load/request";

export type BenchOptions = {
  seconds: number;
  /** Requests a second of open loops. Without it: 60 % of what the closed loop reached. */
  rate?: number;
  /** Only open loops. */
  open: boolean;
};

/** The running site and everything that measures it, each in a process of its own. */
export type Bench = {
  lifetime: Lifetime;
  options: BenchOptions;
  url: string;
  port: number;
  databaseUrl: string;
  /** The first process of each group, by name. */
  pids: () => Record<string, number>;
  load: (job: Omit<LoadJob, "host">) => Promise<LoadResult>;
  /** As `load`, from a second process, for a few requests beside a load. */
  probe: (job: Omit<LoadJob, "host">) => Promise<LoadResult>;
  /** A plain server of Node that answers with these bytes. Returns its port. */
  serveBuffer: (answer: BufferAnswer) => Promise<number>;
  /** Null if nginx is not installed. */
  nginx: StaticServer | null;
  insertRows: (job: InsertJob) => Promise<InsertResult>;
  /** Lets this many people sign, without HTTP, and returns the tokens of their confirmation links. */
  signPeople: (amount: number) => Promise<string[]>;
  /** Starts a worker that delivers to the mailbox. */
  startWorker: () => Promise<{ stop: () => Promise<void>; mails: () => number }>;
  /** Returns the request header that carries the session of a member of staff. */
  staffCookie: () => Promise<string>;
  countSignatures: () => Promise<number>;
};

export const articlePath = "/en/articles/us-leaves-migration-compact-talks";
export const campaignPath = "/en/campaigns/stand-with-refugees";
export const signaturesPath = "/api/v1/campaigns/stand-with-refugees/signatures";
export const countPath = "/api/v1/campaigns/stand-with-refugees/count";

/** Returns a mix of one request. */
export function only(request: Part["request"], name = "all"): Part[] {
  return [{ name, weight: 1, request }];
}
