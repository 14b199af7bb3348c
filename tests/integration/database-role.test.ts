import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, expect, inject, test, vi } from "vitest";
import { connect } from "@/db/client";
import { isMigrated } from "@/lib/database-readiness";
import { applyMigrations } from "@/scripts/stack/migrations";

const name = `unprivileged_${randomBytes(6).toString("hex")}`;
const server = postgres(Object.assign(new URL(inject("templateUrl")), { pathname: "/postgres" }).href, {
  max: 1,
  onnotice: () => {},
});
const url = Object.assign(new URL(inject("templateUrl")), {
  pathname: `/${name}`,
  username: name,
  password: name,
}).href;

afterAll(async () => {
  await server`drop database if exists ${server(name)} with (force)`;
  await server`drop role if exists ${server(name)}`;
  await server.end();
});

async function isReady(address: string) {
  const db = connect(address, 1);
  try {
    return await isMigrated(db);
  } finally {
    await db.$client.end();
  }
}

test("migrating without the right to grant the role prints the missing grant, and the site is not ready until it is given", async () => {
  await server.unsafe(`create role ${name} login password '${name}'`);
  await server`create database ${server(name)} owner ${server(name)}`;
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  await applyMigrations(url);
  const warnings = warn.mock.calls.flat().join("\n");
  warn.mockRestore();
  expect(warnings).toContain(`${name} may not grant groundswell_app to itself`);
  expect(warnings).toContain(`grant groundswell_app to ${name}`);

  expect(await isReady(url)).toBe(false);
  expect(await isReady(`${url}?role=none`)).toBe(true);
  await server`grant groundswell_app to ${server(name)}`;
  expect(await isReady(url)).toBe(true);
});

test("a server without the role is reported as not ready, without an error", async () => {
  const address = new URL(inject("templateUrl"));
  address.searchParams.set("role", "groundswell_missing");
  expect(await isReady(address.href)).toBe(false);
});
