import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { allowedWaitMs, boundedQueue } from "@/lib/bounded-queue";
import { gate } from "@/lib/gate";

const limits = { maxLength: 5, maxWaitMs: 900, overloadedWaitMs: 250 };

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test("an entry may wait long after a burst, and shortly while the queue stands", () => {
  expect(allowedWaitMs({ now: 1_000, busySince: 1_000 }, limits)).toBe(900);
  expect(allowedWaitMs({ now: 1_899, busySince: 1_000 }, limits)).toBe(900);
  expect(allowedWaitMs({ now: 1_900, busySince: 1_000 }, limits)).toBe(250);
});

describe("a queue", () => {
  function aQueue() {
    const refused: string[] = [];
    return { refused, queue: boundedQueue<string>({ limits, refuse: (value) => refused.push(value) }) };
  }

  test("keeps its order and its maximum length", () => {
    const { queue, refused } = aQueue();
    expect(["a", "b", "c", "d", "e", "f"].map((value) => queue.add(value))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect([queue.take(2), queue.take(9)]).toEqual([
      ["a", "b"],
      ["c", "d", "e"],
    ]);
    expect([queue.length, refused]).toEqual([0, []]);
  });

  test("survives a pause of its server shorter than 0.9 s without a refusal", async () => {
    const { queue, refused } = aQueue();
    for (const value of ["a", "b", "c"]) queue.add(value);
    await wait(899);
    expect([queue.take(9), refused]).toEqual([["a", "b", "c"], []]);
  });

  test("refuses by itself within 0.9 s when nothing is taken, and within 0.25 s from then on", async () => {
    const { queue, refused } = aQueue();
    queue.add("a");
    await wait(800);
    queue.add("b");
    await wait(100);
    expect(refused).toEqual(["a"]);
    await wait(150);
    expect(refused).toEqual(["a", "b"]);
    queue.add("c");
    await wait(249);
    expect(refused).toHaveLength(2);
    await wait(1);
    expect(refused).toEqual(["a", "b", "c"]);
  });

  test("is patient again as soon as everything that waited was taken", async () => {
    const { queue, refused } = aQueue();
    queue.add("a");
    await wait(900);
    queue.take(1);
    queue.add("b");
    await wait(899);
    expect([queue.take(1), refused]).toEqual([["b"], ["a"]]);
  });

  test("leaves no timer behind", async () => {
    const { queue } = aQueue();
    queue.add("a");
    queue.take(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a gate", () => {
  function aGate() {
    const pass = gate({ maxRunning: 2, queue: limits });
    const ends: (() => void)[] = [];
    const work = (name: string) => () => new Promise<string>((resolve) => ends.push(() => resolve(name)));
    return { pass, ends, run: (name: string) => pass(work(name)) };
  }

  test("runs as much as it may, and the rest in order", async () => {
    const { run, ends } = aGate();
    const answers = ["a", "b", "c", "d"].map(run);
    await wait(0);
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await wait(0);
    expect(ends).toHaveLength(3);
    ends[1]?.();
    ends[2]?.();
    await wait(0);
    ends[3]?.();
    expect(await Promise.all(answers)).toEqual(["a", "b", "c", "d"]);
  });

  test("under more work than it can do, refuses the rest early and serves as much as before", async () => {
    const { pass } = aGate();
    const took = 100;
    const served: number[] = [];
    const refused: number[] = [];
    const ask = async (at: number) => {
      const answer = await pass(() => new Promise<true>((resolve) => setTimeout(resolve, took, true)));
      (answer ? served : refused).push(performance.now() - at);
    };
    // Five times the capacity of 20 a second, for 10 s.
    for (let asked = 0; asked < 1_000; asked += 1) {
      void ask(performance.now());
      await wait(10);
    }
    await wait(1_000);
    expect(served.length).toBeGreaterThanOrEqual(200 * 0.9);
    expect(served.length + refused.length).toBe(1_000);
    expect(Math.max(...refused)).toBeLessThanOrEqual(900);
    expect(Math.max(...served)).toBeLessThanOrEqual(900 + took);
    const first = performance.now();
    void ask(first);
    await wait(took);
    expect(served.at(-1)).toBe(took);
  });

  test("gets the place of work that never ends back after 15 s", async () => {
    const { pass, run, ends } = aGate();
    for (let lost = 0; lost < 2; lost += 1) void pass(() => new Promise(() => {}));
    await wait(0);
    const refused = run("a");
    await wait(900);
    expect(await refused).toBeNull();
    await wait(14_100);
    const answered = run("b");
    await wait(0);
    ends[0]?.();
    expect(await answered).toBe("b");
  });

  test("a failure gives the place back and reaches who asked", async () => {
    const { pass, run, ends } = aGate();
    for (let failure = 0; failure < 3; failure += 1)
      await expect(pass(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    const answered = run("a");
    await wait(0);
    ends[0]?.();
    expect(await answered).toBe("a");
  });
});
