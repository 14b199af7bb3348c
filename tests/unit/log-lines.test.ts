import { expect, test, vi } from "vitest";
import { onRequestError } from "@/instrumentation";
import { nameJobs } from "@/lib/jobs/name-jobs";
import { repeat } from "@/lib/jobs/repeat";
import { log, originFields, withRequestId } from "@/lib/log";
import { setTracer, underSpan } from "@/lib/trace";

test("a line names the request, and the trace if there is one", () => {
  expect(originFields()).toEqual({});
  const span = { traceId: "0af7651916cd43dd8448eb211c80319c", end: () => {} };
  setTracer(() => span);
  withRequestId("a-request", () => {
    expect(originFields()).toEqual({ request: "a-request" });
    underSpan(span, () => expect(originFields()).toEqual({ request: "a-request", trace: span.traceId }));
  });
  setTracer(null);
});

test("a line of the worker names the job, or the step of a loop", async () => {
  const lines: unknown[] = [];
  const note = async () => {
    await null;
    lines.push(originFields());
  };
  const { "purge-visitors": task } = nameJobs({ "purge-visitors": note });
  if (!task) throw new Error("the task is missing");
  await Reflect.apply(task, undefined, [{}, { job: { id: "42" } }]);
  const loop = repeat("sealing", async () => {
    await note();
    return 60_000;
  });
  await expect.poll(() => lines.length).toBe(2);
  await loop.stop();
  expect(lines).toEqual([
    { task: "purge-visitors", job: "42" },
    { task: "sealing", job: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ]);
});

test("an error of a page is logged with the code that the page shows, and without the parameters of a statement", async () => {
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const cause = new Error("connection lost");
  await onRequestError(
    Object.assign(new Error("Failed query: suzie@example.org", { cause }), { digest: "2718281828" }),
  );
  expect(error.mock.calls).toEqual([
    [{ digest: "2718281828", cause: expect.stringContaining("connection lost") }, expect.any(String)],
  ]);
  expect(JSON.stringify(error.mock.calls)).not.toContain("suzie");
  error.mockRestore();
});
