import { expect, test, vi } from "vitest";
import { runSchedule } from "@/lib/jobs/run-queue";

const endings = vi.hoisted(() => ({ fail: (_error: Error) => {} }));
vi.mock("graphile-worker", async (original) => ({
  ...(await original<typeof import("graphile-worker")>()),
  run: async () => ({
    stop: async () => Promise.reject(new Error("Runner is already stopped")),
    promise: new Promise((_, reject) => {
      endings.fail = reject;
    }),
  }),
}));

// A rejection that nobody takes would end the worker; here it fails the run.
test("a schedule that breaks while it is being stopped tells its caller, and nobody else", async () => {
  const stopping = new AbortController();
  const running = runSchedule({ taskList: {}, crontab: "" }, stopping.signal);
  await new Promise(setImmediate); // it has begun
  stopping.abort();
  endings.fail(new Error("the database went away"));
  await expect(running).rejects.toThrow("the database went away");
});
