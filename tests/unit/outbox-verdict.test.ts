import { describe, expect, test } from "vitest";
import en from "@/lib/i18n/messages/en/staff.json";
import es from "@/lib/i18n/messages/es/staff.json";
import type { OutboxState } from "@/lib/outbox/outbox-state";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { unsentReason } from "@/lib/reporting/classify-failures";
import { approximateDuration } from "@/lib/reporting/mail-funnel";
import { outboxVerdict } from "@/lib/reporting/outbox-verdict";

const now = new Date("2026-11-24T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

const empty: OutboxState = {
  waiting: 0,
  oldestSeconds: null,
  held: 0,
  lastError: null,
  lastErrorAt: null,
  lastSentAt: ago(600),
  consecutiveFailures: 0,
  quietUntil: null,
};
const verdict = (state: Partial<OutboxState>) => outboxVerdict({ ...empty, ...state }, now);

describe("the outbox", () => {
  test("is empty when no mail waits", () => {
    expect(verdict({})).toBe("empty");
    expect(verdict({ lastSentAt: null })).toBe("empty");
    expect(verdict({ lastSentAt: ago(90_000), lastErrorAt: ago(1), quietUntil: ago(-60) })).toBe("empty");
  });

  test("is waiting while none was sent recently, including the first mail ever", () => {
    expect(verdict({ waiting: 12, oldestSeconds: 3 })).toBe("waiting");
    expect(verdict({ waiting: 1, oldestSeconds: 1, lastSentAt: null })).toBe("waiting");
    expect(verdict({ waiting: 40, oldestSeconds: 59, lastSentAt: ago(60) })).toBe("waiting");
  });

  test("is sending when mails wait for seconds and others were just sent", () => {
    expect(verdict({ waiting: 12, oldestSeconds: 3, lastSentAt: ago(2) })).toBe("sending");
    // The provider's rate limit causes short pauses.
    expect(verdict({ waiting: 12, oldestSeconds: 3, lastSentAt: ago(2), quietUntil: ago(-1) })).toBe(
      "sending",
    );
  });

  test("is delayed when mails are sent but wait for minutes", () => {
    expect(verdict({ waiting: 20_000, oldestSeconds: 300, lastSentAt: ago(1) })).toBe("delayed");
  });

  test("is rate-limited when the provider asked us to wait", () => {
    expect(verdict({ waiting: 3, oldestSeconds: 4, quietUntil: ago(-30) })).toBe("rate-limited");
    expect(verdict({ waiting: 3, oldestSeconds: 4_000, quietUntil: ago(-30), held: 1 })).toBe("rate-limited");
  });

  test("is refused when the latest call was, until one succeeds", () => {
    const refused = { waiting: 3, oldestSeconds: 4, lastErrorAt: ago(2) };
    expect(verdict({ ...refused, lastSentAt: ago(5) })).toBe("refused");
    expect(verdict({ ...refused, lastSentAt: null })).toBe("refused");
    expect(verdict({ ...refused, lastSentAt: ago(1) })).toBe("sending");
    // This pause is our own backoff, not the provider's request.
    expect(verdict({ ...refused, lastSentAt: ago(5), consecutiveFailures: 4, quietUntil: ago(-30) })).toBe(
      "refused",
    );
  });

  test("is no-worker when mails wait and no worker calls the provider", () => {
    expect(verdict({ waiting: 3, oldestSeconds: 1_200, lastSentAt: ago(1_200) })).toBe("no-worker");
    expect(verdict({ waiting: 40, oldestSeconds: 71, lastSentAt: ago(75) })).toBe("no-worker");
    expect(verdict({ waiting: 3, oldestSeconds: 1_200, lastSentAt: null })).toBe("no-worker");
    expect(verdict({ waiting: 3, oldestSeconds: 1_200, lastSentAt: null, lastErrorAt: ago(3_000) })).toBe(
      "no-worker",
    );
    expect(verdict({ waiting: 3, oldestSeconds: 1_200, lastSentAt: null, lastErrorAt: ago(30) })).toBe(
      "refused",
    );
  });

  test("is held when it is unknown whether mails were sent", () => {
    expect(verdict({ waiting: 100, oldestSeconds: 90_000, held: 1 })).toBe("held");
  });
});

describe("the reason why a mail was not sent", () => {
  test("has a short name for our failures, but not for the provider's messages", () => {
    expect(unsentReason("suppressed by the provider")).toBe("suppressedByProvider");
    expect(unsentReason("Invalid `to` field.")).toBeNull();
    expect(unsentReason("constructor")).toBeNull();
  });

  // The types allow the worker no other reason.
  test("has a short name and a text in each language for every failure that the worker stores", () => {
    const stored = Object.values(UNSENT_REASONS);
    expect(stored.length).toBeGreaterThan(10);
    for (const failure of stored) {
      const reason = unsentReason(failure);
      expect(reason, failure).not.toBeNull();
      for (const { mail } of [en, es])
        expect(mail.reasons, failure).toHaveProperty(reason ?? "", expect.any(String));
    }
  });
});

test.each([
  [0.4, "0 second"],
  [42, "42 second"],
  [89, "89 second"],
  [90, "2 minute"],
  [3_600, "60 minute"],
  [7_200, "2 hour"],
  [180_000, "2 day"],
])("%d seconds are about %s(s)", (seconds, rounded) => {
  const { amount, unit } = approximateDuration(seconds);
  expect(`${amount} ${unit}`).toBe(rounded);
});
