import { expect, test } from "vitest";
import type { PageChange } from "@/lib/page-changes";
import { replicaProgress } from "@/lib/replica-progress";

/** A replica that had everything at the time 1,000. */
function aCurrentReplica() {
  const progress = replicaProgress({ maxLagMs: 5_000 });
  progress.notePrimary(100, 1_000);
  progress.noteReplica(100);
  return progress;
}

test("a replica is not used before anything is known of it", () => {
  const progress = replicaProgress({ maxLagMs: 5_000 });
  expect(progress.isCurrent(0)).toBe(false);
  progress.notePrimary(100, 1_000);
  progress.noteReplica(99);
  expect(progress.isCurrent(1_001)).toBe(false);
});

test("a replica is used until it is too far behind, and again when it has caught up", () => {
  const progress = aCurrentReplica();
  for (let at = 2_000; at <= 7_000; at += 1_000) progress.notePrimary(at, at);
  progress.noteReplica(101);
  expect(progress.isCurrent(6_000)).toBe(true);
  expect(progress.isCurrent(6_001)).toBe(false);
  progress.noteReplica(4_000);
  expect(progress.lagMs(7_000)).toBe(3_000);
  expect(progress.isCurrent(7_000)).toBe(true);
});

test("while the primary does not answer, the replica is used however old it is", () => {
  const progress = aCurrentReplica();
  progress.notePrimary(null, 2_000);
  expect(progress.isCurrent(60_000)).toBe(true);
  progress.notePrimary(200, 60_500);
  expect(progress.isCurrent(60_500)).toBe(false);
});

test("after a change of content, and a count on a quiet site, the replica must have it", () => {
  const changes: PageChange[] = [
    { kind: "content", campaigns: null },
    { kind: "count", campaigns: ["wells"] },
  ];
  for (const change of changes) {
    const progress = aCurrentReplica();
    progress.noteChange(change, 1_500);
    expect(progress.isCurrent(1_501)).toBe(false);
    progress.notePrimary(200, 1_600);
    progress.noteReplica(199);
    expect(progress.isCurrent(1_700)).toBe(false);
    progress.noteReplica(200);
    expect(progress.isCurrent(1_700)).toBe(true);
    expect(progress.takeArrived()).toEqual([]);
  }
});

test("while counts change all the time, the replica is used, and they are reported again when it has them", () => {
  const progress = aCurrentReplica();
  progress.noteChange({ kind: "count", campaigns: ["wells"] }, 900);
  progress.noteChange({ kind: "count", campaigns: ["wells"] }, 1_100);
  progress.noteChange({ kind: "count", campaigns: ["taps"] }, 1_200);
  expect(progress.isCurrent(1_201)).toBe(true);
  expect(progress.takeArrived()).toEqual([]);
  progress.notePrimary(200, 1_150);
  progress.notePrimary(300, 1_250);
  progress.noteReplica(200);
  expect(progress.takeArrived()).toEqual([{ kind: "count", campaigns: ["wells"] }]);
  progress.noteReplica(300);
  expect(progress.takeArrived()).toEqual([{ kind: "count", campaigns: ["taps"] }]);
  expect(progress.takeArrived()).toEqual([]);
});

test("what is remembered is bounded", () => {
  const progress = aCurrentReplica();
  for (let at = 2_000; at < 2_000_000; at += 500) progress.notePrimary(at, at);
  progress.noteReplica(2_000);
  expect(progress.lagMs(2_000_000)).toBe(1_999_000);
});
