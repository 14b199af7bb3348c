import { afterEach, expect, test, vi } from "vitest";
import { finishBackgroundWork, finishBeforeExit } from "@/lib/background-work";

afterEach(() => vi.useRealTimers());

test("a stopping process waits for work, also for what that work begins, and not for failed work", async () => {
  const done: string[] = [];
  const later = async (name: string) => {
    await Promise.resolve();
    done.push(name);
  };
  finishBeforeExit(Promise.reject(new Error("the database is unavailable")));
  finishBeforeExit(later("first").then(() => finishBeforeExit(later("second"))));
  await finishBackgroundWork();
  expect(done).toEqual(["first", "second"]);
});

test("a stopping process waits six seconds at most", async () => {
  vi.useFakeTimers();
  let isOver = false;
  finishBeforeExit(new Promise(() => {}));
  const waiting = finishBackgroundWork().then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(5_999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
});
