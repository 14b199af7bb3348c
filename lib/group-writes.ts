import { perProcess } from "@/db/singleton";
import { boundedQueue, REQUEST_QUEUE } from "@/lib/bounded-queue";
import { isUnavailable, OverloadError, TIMEOUT_MS } from "@/lib/database-limits";
import { inSpan } from "@/lib/trace";
import { withTimeout } from "@/lib/with-timeout";

/** One is written while the next one is prepared; more would compete for the same rows and cores. */
const LANES = 2;
/** Larger groups are not faster, and each of their members waits longer. */
const MAX_GROUP = 200;
/** A write whose answer was lost gives its lane back after this time. */
const MAX_LANE_MS = 15_000;
/** One person who signs this often at once is a script: it must not fill the queue of everybody. */
export const MAX_SAME_KEY = 50;

type Waiting<Item, Answer> = {
  item: Item;
  key: string;
  /** Nobody waits for the answer any more from then on, in milliseconds of `performance.now()`. */
  until: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** A group that was answered, after that many seconds. */
type AnsweredGroup = { name: string; size: number; seconds: number };

const observers = perProcess("group-observers", () => new Set<(group: AnsweredGroup) => void>());

/** Calls a function with every group that is answered in this process. */
export function onGroupAnswered(observe: (group: AnsweredGroup) => void): void {
  observers().add(observe);
}

type Writing<Target, Item, Answer> = {
  /** Items with the same key are written one after another, in the order of their arrival, never in one group. */
  keyOf: (item: Item) => string;
  /** Writes all items in one transaction, or none, and returns the answers in their order. It must be safe to repeat. */
  write: (db: Target, items: Item[]) => Promise<Answer[]>;
};

/**
 * Returns a function that writes an item to a database, together with those that arrive during another write: two writes at a
 * time, each of at most 200 items. While a lane is free, an item is written at once and alone. An item is answered after the
 * commit of its write. If a group fails, its items are written one by one, so that each gets the answer that it would get alone;
 * but if the database is unavailable, all of them fail, as one would. The queue has the limits of `REQUEST_QUEUE`, and nobody waits
 * longer than `TIMEOUT_MS`; beyond them, the error is a temporary one. `name` identifies the lanes in this process.
 */
export function groupWrites<Target extends object, Item, Answer>(
  name: string,
  writing: Writing<Target, Item, Answer>,
) {
  const lanes = perProcess(`groups.${name}`, () => new WeakMap<Target, (item: Item) => Promise<Answer>>());
  return (db: Target, item: Item): Promise<Answer> => {
    const onAnswered = (group: Omit<AnsweredGroup, "name">) => {
      for (const observe of observers()) observe({ name, ...group });
    };
    // A group belongs to no request: each of its members has one.
    const write: typeof writing.write = (target, items) =>
      inSpan(`group ${name}`, { isRoot: true, attributes: { "group.size": items.length } }, () =>
        writing.write(target, items),
      );
    const add = lanes().get(db) ?? openLanes(db, { ...writing, write, onAnswered });
    lanes().set(db, add);
    return add(item);
  };
}

type Lanes<Target, Item, Answer> = Writing<Target, Item, Answer> & {
  onAnswered: (group: Omit<AnsweredGroup, "name">) => void;
};

function openLanes<Target, Item, Answer>(
  db: Target,
  { keyOf, write, onAnswered }: Lanes<Target, Item, Answer>,
) {
  type One = Waiting<Item, Answer>;
  let freeLanes = LANES;
  const queue = boundedQueue<One>({ limits: REQUEST_QUEUE, refuse: leave });
  /** The keys in the queue and in the lanes, each with those that wait for its turn. */
  const turns = new Map<string, One[]>();

  function leave(one: One) {
    one.reject(new OverloadError("waited too long to be written"));
    endTurn(one.key);
  }

  /** Queues the next one with a key. */
  function endTurn(key: string) {
    const next = turns.get(key)?.shift();
    if (!next) turns.delete(key);
    else if (next.until <= performance.now() || !queue.add(next)) leave(next);
  }

  function fillLanes() {
    while (freeLanes > 0) {
      const group = queue.take(MAX_GROUP);
      if (group.length === 0) return;
      freeLanes -= 1;
      const startedAt = performance.now();
      void answerGroup(group, (items) => write(db, items)).finally(() => {
        for (const { key } of group) endTurn(key);
        freeLanes += 1;
        onAnswered({ size: group.length, seconds: (performance.now() - startedAt) / 1_000 });
        fillLanes();
      });
    }
  }

  return (item: Item): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const one = { item, key: keyOf(item), until: performance.now() + TIMEOUT_MS, resolve, reject };
      const others = turns.get(one.key);
      const isAdded = others ? others.length < MAX_SAME_KEY && others.push(one) : queue.add(one);
      if (!isAdded) return reject(new OverloadError("too many items wait to be written"));
      if (others) return;
      turns.set(one.key, []);
      fillLanes();
    });
}

const nothing = () => {};

/**
 * Writes a group and answers its members, within the time limit even if the write does not end. Never rejects. Ends with the write,
 * or when that seems lost.
 */
async function answerGroup<Item, Answer>(
  group: Waiting<Item, Answer>[],
  write: (items: Item[]) => Promise<Answer[]>,
): Promise<void> {
  const writing = write(group.map(({ item }) => item));
  try {
    const answers = await withinTime(writing);
    for (const [place, one] of group.entries()) {
      const answer = answers[place];
      if (answer === undefined) one.reject(new Error("a write returned fewer answers than items"));
      else one.resolve(answer);
    }
  } catch (error) {
    if (group.length === 1 || isUnavailable(error)) {
      for (const { reject } of group) reject(error);
      // While the database is frozen, the lane stays taken: the next group would only wait behind this one.
      const ended = writing.then(nothing, nothing);
      return withTimeout(ended, { timeoutMs: MAX_LANE_MS - TIMEOUT_MS, otherwise: nothing });
    }
    for (const one of group) {
      if (one.until > performance.now()) await answerGroup([one], write);
      else one.reject(new OverloadError("waited too long to be written alone"));
    }
  }
}

/** A lost answer must not block a lane forever: postgres.js would wait for it as long as the connection lives. */
async function withinTime<T>(writing: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OverloadError("the database did not answer in time")), TIMEOUT_MS);
  });
  try {
    return await Promise.race([writing, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
