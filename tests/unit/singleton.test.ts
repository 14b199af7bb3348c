import { expect, test } from "vitest";
import { perProcess } from "@/db/singleton";

test("makes a value on first use and shares it between getters of the same name", () => {
  let made = 0;
  const make = () => ({ number: ++made });
  const first = perProcess("tests.shared", make);
  const second = perProcess("tests.shared", make);
  expect(made).toBe(0);
  expect(first()).toBe(second());
  expect(made).toBe(1);
});

test("keeps values of different names apart", () => {
  const one = perProcess("tests.one", () => ({ name: "one" }));
  const two = perProcess("tests.two", () => ({ name: "two" }));
  expect([one().name, two().name]).toEqual(["one", "two"]);
});
