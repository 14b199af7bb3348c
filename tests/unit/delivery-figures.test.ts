import { describe, expect, test } from "vitest";
import { MAILBOXES } from "@/db/schema";
import {
  findLaggingMailboxes,
  type MailboxConfirmations,
  withoutRecent,
} from "@/lib/reporting/lagging-mailboxes";
import { funnelSteps, hasNoDeliveryReports, isStale, sumFunnels } from "@/lib/reporting/mail-funnel";
import { type MailboxProvider, mailboxProvider } from "@/lib/reporting/mailbox-providers";

describe("the mailbox provider of a domain", () => {
  const known: [MailboxProvider, string[]][] = [
    ["gmail", ["gmail.com", "googlemail.com"]],
    [
      "outlook",
      ["outlook.com", "outlook.es", "hotmail.co.uk", "hotmail.com", "live.com.mx", "live.nl", "msn.com"],
    ],
    ["yahoo", ["yahoo.com", "yahoo.co.jp", "yahoo.com.ar", "ymail.com", "rocketmail.com", "myyahoo.com"]],
    ["icloud", ["icloud.com", "me.com", "mac.com"]],
    ["other", ["example.org", "gmx.de", "mail.me.com", "notgmail.com", "gmail.com.example.org"]],
  ];

  test.each(known)("%s", (mailbox, domains) => {
    expect(domains.map(mailboxProvider)).toEqual(domains.map(() => mailbox));
  });

  test("is not recognised by a brand name in a subdomain of another domain", () => {
    for (const domain of [
      "outlook.example.org",
      "live.music.example",
      "yahoo.example",
      "hotmail.com.evil.example",
    ])
      expect(mailboxProvider(domain), domain).toBe("other");
  });
});

/** Signatures by mailbox, given as confirmed of signed. */
function aCampaignOf(
  counts: Partial<Record<MailboxProvider, [confirmed: number, signed: number]>>,
): MailboxConfirmations[] {
  return MAILBOXES.flatMap((mailbox) => {
    const [confirmed, signed] = counts[mailbox] ?? [];
    return confirmed === undefined || signed === undefined ? [] : { mailbox, confirmed, signed };
  });
}

const lagging = (...counts: Parameters<typeof aCampaignOf>) =>
  findLaggingMailboxes(aCampaignOf(...counts)).map(({ mailbox }) => mailbox);

describe("a lagging mailbox provider", () => {
  test("is reported with both rates", () => {
    const campaign = aCampaignOf({ gmail: [170, 200], outlook: [40, 100], other: [85, 100] });
    expect(findLaggingMailboxes(campaign)).toEqual([
      { mailbox: "outlook", signed: 100, rate: 0.4, othersSigned: 300, othersRate: 0.85 },
    ]);
  });

  test("may be the largest of all", () => {
    expect(lagging({ gmail: [300, 1000], other: [80, 100] })).toEqual(["gmail"]);
  });

  test("may be one of two", () => {
    expect(lagging({ gmail: [850, 1000], outlook: [20, 100], yahoo: [20, 100] })).toEqual([
      "outlook",
      "yahoo",
    ]);
  });

  test("may have no confirmations at all", () => {
    expect(lagging({ gmail: [60, 70], icloud: [0, 30] })).toEqual(["icloud"]);
  });

  test("is not reported for a small difference, even with many signatures", () => {
    expect(lagging({ gmail: [85_000, 100_000], outlook: [60_000, 100_000] })).toEqual([]);
  });

  test("is not reported with few signatures", () => {
    expect(lagging({ gmail: [850, 1000], outlook: [0, 29] })).toEqual([]);
    expect(lagging({ gmail: [29, 29], outlook: [0, 1000] })).toEqual([]);
  });

  test("is not reported when the difference may be chance", () => {
    // 12 of 30 against 20 of 32: far below, but p is about 1/30.
    expect(lagging({ gmail: [20, 32], outlook: [12, 30] })).toEqual([]);
    expect(lagging({ gmail: [200, 320], outlook: [120, 300] })).toEqual(["outlook"]);
  });

  test("is not reported when rates are equal, all or none confirm, or there are no signatures", () => {
    expect(lagging({ gmail: [50, 100], outlook: [50, 100] })).toEqual([]);
    expect(lagging({ gmail: [100, 100], outlook: [100, 100] })).toEqual([]);
    expect(lagging({ gmail: [0, 100], outlook: [0, 100] })).toEqual([]);
    expect(lagging({ gmail: [0, 0], outlook: [0, 0] })).toEqual([]);
    expect(lagging({ gmail: [10, 100] })).toEqual([]);
    expect(lagging({})).toEqual([]);
  });

  test("is not reported for recent signatures", () => {
    const all = aCampaignOf({ gmail: [170, 200], outlook: [40, 100] });
    const recent = aCampaignOf({ gmail: [10, 20], outlook: [2, 55] });
    expect(findLaggingMailboxes(all)).toHaveLength(1);
    expect(findLaggingMailboxes(withoutRecent(all, recent))).toEqual([]);
    expect(withoutRecent(all, [])).toEqual(all);
  });
});

describe("a funnel", () => {
  const funnel = { signed: 200, sent: 160, delivered: 120, bounced: 8, confirmed: 100 };

  test("gives each step its share of the step that it depends on", () => {
    expect(funnelSteps(funnel).map(({ step, share }) => [step, share])).toEqual([
      ["signed", null],
      ["sent", 0.8],
      ["delivered", 0.75],
      ["bounced", 0.05],
      ["confirmed", 0.5],
    ]);
  });

  test("has no shares when a step is empty", () => {
    const empty = sumFunnels([]);
    expect(funnelSteps(empty).map(({ count, share }) => [count, share])).toEqual(Array(5).fill([0, null]));
  });

  test("can be summed", () => {
    expect(sumFunnels([funnel, funnel])).toEqual({
      signed: 400,
      sent: 320,
      delivered: 240,
      bounced: 16,
      confirmed: 200,
    });
  });

  test("detects missing delivery reports once enough mails were sent", () => {
    expect(hasNoDeliveryReports({ ...funnel, delivered: 0, bounced: 0 })).toBe(true);
    expect(hasNoDeliveryReports({ ...funnel, delivered: 0 })).toBe(false);
    expect(hasNoDeliveryReports({ ...funnel, sent: 9, delivered: 0, bounced: 0 })).toBe(false);
  });

  test("is stale when no worker measures any more", () => {
    const now = new Date("2026-11-24T12:00:00Z");
    expect(isStale(new Date("2026-11-24T11:59:00Z"), now)).toBe(false);
    expect(isStale(new Date("2026-11-24T11:40:00Z"), now)).toBe(true);
  });
});
