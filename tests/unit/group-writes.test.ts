import { afterEach, describe, expect, test, vi } from "vitest";
import { REQUEST_QUEUE } from "@/lib/bounded-queue";
import { isUnavailable, TIMEOUT_MS } from "@/lib/database-limits";
import { groupWrites, MAX_SAME_KEY, onGroupAnswered } from "@/lib/group-writes";

let last = 0;

/** Lanes whose writes wait until the test ends them. Items are `key` or `key:rest`; answers are the items in capitals. */
function aWriter() {
  const writes: { items: string[]; commit: () => void; fail: (error: Error) => void }[] = [];
  last += 1;
  const add = groupWrites(`test-${last}`, {
    keyOf: (item: string) => item.split(":")[0] ?? "",
    write: (_db: object, items: string[]) =>
      new Promise<string[]>((resolve, reject) => {
        const commit = () => resolve(items.map((item) => item.toUpperCase()));
        writes.push({ items, commit, fail: reject });
      }),
  });
  const db = {};
  return {
    write: (item: string) => add(db, item),
    writes,
    listGroups: () => writes.map(({ items }) => items),
  };
}

const settle = () => vi.waitFor(() => Promise.resolve());
const errorWith = (code: string) => Object.assign(new Error(code), { code });

afterEach(() => {
  vi.useRealTimers();
});

describe("an item", () => {
  test("is written at once and alone while a lane is free", async () => {
    const { write, writes, listGroups } = aWriter();
    const answers = [write("a"), write("b")];
    expect(listGroups()).toEqual([["a"], ["b"]]);
    for (const { commit } of writes) commit();
    expect(await Promise.all(answers)).toEqual(["A", "B"]);
  });

  test("is answered only after its own write", async () => {
    const { write, writes } = aWriter();
    const answered: string[] = [];
    for (const item of ["a", "b"]) void write(item).then((answer) => answered.push(answer));
    writes[1]?.commit();
    await vi.waitFor(() => expect(answered).toEqual(["B"]));
    writes[0]?.commit();
    await vi.waitFor(() => expect(answered).toEqual(["B", "A"]));
  });

  test("of another database is written beside them", async () => {
    const groups: string[][] = [];
    let commit = () => {};
    const committed = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const write = groupWrites("two-databases", {
      keyOf: (item: string) => item,
      write: async (_db: object, items: string[]) => {
        groups.push(items);
        await committed;
        return items;
      },
    });
    const answers = [{}, {}].flatMap((db) => ["a", "b"].map((item) => write(db, item)));
    expect(groups).toEqual([["a"], ["b"], ["a"], ["b"]]);
    commit();
    expect(await Promise.all(answers)).toEqual(["a", "b", "a", "b"]);
  });
});

describe("items that arrive during two writes", () => {
  test("are written together by the next one, at most 200", async () => {
    const { write, writes, listGroups } = aWriter();
    const answers = Array.from({ length: 450 }, (_, index) => write(`item-${index}`));
    expect(listGroups()).toHaveLength(2);
    for (let next = 0; next < 5; next += 1) {
      await vi.waitFor(() => expect(writes.length).toBeGreaterThan(next));
      writes[next]?.commit();
    }
    expect((await Promise.all(answers))[449]).toBe("ITEM-449");
    expect(listGroups().map(({ length }) => length)).toEqual([1, 1, 200, 200, 48]);
  });

  test("and have the key of another are written after it, in order, while others overtake them", async () => {
    const { write, writes, listGroups } = aWriter();
    const answers = ["a:1", "b", "a:2", "a:3", "c"].map(write);
    writes[1]?.commit();
    await vi.waitFor(() => expect(listGroups()).toEqual([["a:1"], ["b"], ["c"]]));
    writes[2]?.commit();
    await settle();
    expect(listGroups()).toHaveLength(3);
    writes[0]?.commit();
    await vi.waitFor(() => expect(listGroups()[3]).toEqual(["a:2"]));
    writes[3]?.commit();
    await vi.waitFor(() => expect(listGroups()[4]).toEqual(["a:3"]));
    writes[4]?.commit();
    expect(await Promise.all(answers)).toEqual(["A:1", "B", "A:2", "A:3", "C"]);
  });
});

describe("a group that fails", () => {
  async function aGroup() {
    const writer = aWriter();
    const answers = ["a", "b", "c", "d", "e"].map((item) =>
      writer.write(item).catch((error) => error.message),
    );
    for (const { commit } of writer.writes) commit();
    await vi.waitFor(() => expect(writer.listGroups()[2]).toEqual(["c", "d", "e"]));
    return { ...writer, answers: Promise.all(answers) };
  }

  test("is written one by one, so that one failing item fails alone", async () => {
    const { writes, answers, listGroups } = await aGroup();
    writes[2]?.fail(errorWith("23514"));
    for (const next of [3, 4, 5]) {
      await vi.waitFor(() => expect(writes.length).toBeGreaterThan(next));
      if (next === 4) writes[next]?.fail(errorWith("23514"));
      else writes[next]?.commit();
    }
    expect(await answers).toEqual(["A", "B", "C", "23514", "E"]);
    expect(listGroups().slice(3)).toEqual([["c"], ["d"], ["e"]]);
  });

  test.each(["40P01", "57014"])("by %s is written one by one, too", async (code) => {
    const { writes } = await aGroup();
    writes[2]?.fail(errorWith(code));
    await vi.waitFor(() => expect(writes[3]?.items).toEqual(["c"]));
  });

  test.each(["CONNECTION_CLOSED", "57P01", "53100"])(
    "by %s fails as a whole, and nothing is tried again",
    async (code) => {
      const { writes, answers } = await aGroup();
      writes[2]?.fail(errorWith(code));
      expect(await answers).toEqual(["A", "B", code, code, code]);
      expect(writes).toHaveLength(3);
    },
  );
});

describe("beyond the limits", () => {
  test("an item is refused with a temporary error while the queue is full", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { write, writes } = aWriter();
    const answers = Array.from({ length: REQUEST_QUEUE.maxLength + 2 }, (_, index) => write(`item-${index}`));
    const error = await write("one too many").catch((refused) => refused);
    expect(isUnavailable(error)).toBe(true);
    for (let next = 0; next < 7; next += 1) {
      await vi.advanceTimersByTimeAsync(0);
      expect(writes.length).toBeGreaterThan(next);
      writes[next]?.commit();
    }
    expect(await Promise.all(answers)).toHaveLength(REQUEST_QUEUE.maxLength + 2);
  });

  test("one key takes only a few places, so that it cannot fill the queue of everybody", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { write, writes } = aWriter();
    const answers = ["a", "b"].map(write);
    const refused = Array.from({ length: 1_000 }, (_, index) =>
      write(`a:${index}`).then(
        () => "written",
        () => "refused",
      ),
    );
    const other = write("c");
    for (let next = 0; next < MAX_SAME_KEY + 2; next += 1) {
      await vi.advanceTimersByTimeAsync(0);
      expect(writes.length).toBeGreaterThan(next);
      writes[next]?.commit();
    }
    expect(await Promise.all([...answers, other])).toEqual(["A", "B", "C"]);
    const outcomes = await Promise.all(refused);
    expect(outcomes.filter((outcome) => outcome === "written")).toHaveLength(MAX_SAME_KEY);
  });

  describe("while the database is frozen", () => {
    const fail = (error: unknown) => error;

    test("who waits is refused within a second, who is being written within 4 s, and nothing else is begun", async () => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
      const { write, listGroups } = aWriter();
      const lost = ["a", "b"].map((item) => write(item).catch(fail));
      const waiting = write("c").catch(fail);
      await vi.advanceTimersByTimeAsync(900);
      expect(isUnavailable(await waiting)).toBe(true);
      await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 900);
      expect((await Promise.all(lost)).map(isUnavailable)).toEqual([true, true]);
      const later = write("d").catch(fail);
      await vi.advanceTimersByTimeAsync(REQUEST_QUEUE.overloadedWaitMs);
      expect(isUnavailable(await later)).toBe(true);
      expect(listGroups()).toEqual([["a"], ["b"]]);
    });

    test("the first one after it is written at once", async () => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
      const { write, writes, listGroups } = aWriter();
      for (const item of ["a", "b"]) void write(item).catch(fail);
      await vi.advanceTimersByTimeAsync(TIMEOUT_MS + 1_000);
      for (const { commit } of writes) commit();
      await vi.advanceTimersByTimeAsync(0);
      void write("c");
      expect(listGroups()).toEqual([["a"], ["b"], ["c"]]);
    });

    test("a write whose answer was lost gives its lane back", async () => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
      const { write, listGroups } = aWriter();
      for (const item of ["a", "b"]) void write(item).catch(fail);
      await vi.advanceTimersByTimeAsync(15_000);
      void write("c").catch(fail);
      expect(listGroups()).toEqual([["a"], ["b"], ["c"]]);
    });
  });
});

test("every group that was answered is reported, with its size", async () => {
  const reported: { name: string; size: number }[] = [];
  onGroupAnswered(({ name, size }) => reported.push({ name, size }));
  const write = groupWrites("reported", {
    keyOf: (item: string) => item,
    write: async (_db: object, items) => items,
  });
  const db = {};
  await Promise.all(["a", "b", "c", "d", "e"].map((item) => write(db, item)));
  await vi.waitFor(() => expect(reported).toHaveLength(3));
  expect(reported).toEqual([1, 1, 3].map((size) => ({ name: "reported", size })));
});
