import type { MailboxProvider } from "@/lib/reporting/mailbox-providers";
import type { Moment } from "./times";

export type CampaignPlan = {
  slug: string;
  goal: number;
  /** Set for a fixed goal. Otherwise the goal rises automatically. */
  raisesGoal?: false;
  opens: Moment;
  closes?: Moment;
  closed?: Moment;
  won?: Moment;
  /** The campaign that replaces it, opened after this one was closed. */
  successor?: string;
  /** The number of confirmed signatures. */
  confirmed: number;
  /** The number of unconfirmed signatures. */
  pending: number;
  /** The days after the opening with a surge. */
  surges: number[];
  /** The mailbox provider with delivery problems. */
  slowProvider?: MailboxProvider;
};

/** The sample campaigns, at least one for each status that a call-out can show. A successor precedes the campaign that it replaces. */
export const CAMPAIGNS: CampaignPlan[] = [
  {
    slug: "stand-with-refugees",
    goal: 3000,
    opens: { daysAgo: 56 },
    confirmed: 2264,
    pending: 318,
    surges: [4, 29, 51],
    slowProvider: "outlook",
  },
  {
    slug: "heat-at-work",
    goal: 1000,
    raisesGoal: false,
    opens: { daysAgo: 33 },
    confirmed: 987,
    pending: 131,
    surges: [2, 24],
  },
  { slug: "safe-water-at-school", goal: 100, opens: { daysAgo: 1 }, confirmed: 14, pending: 4, surges: [] },
  {
    slug: "plastics-at-the-source",
    goal: 500,
    opens: { daysAgo: 21 },
    confirmed: 236,
    pending: 37,
    surges: [9],
  },
  {
    slug: "plastics-treaty-in-geneva",
    goal: 1000,
    opens: { on: "2025-07-01T07:30:00Z" },
    closed: { on: "2025-08-15T12:00:00Z" },
    successor: "plastics-at-the-source",
    confirmed: 512,
    pending: 0,
    surges: [35, 43],
  },
  {
    slug: "protect-the-high-seas",
    goal: 1000,
    opens: { on: "2025-06-13T07:30:00Z" },
    won: { on: "2025-09-19T18:00:00Z" },
    confirmed: 1084,
    pending: 0,
    surges: [3, 61, 94],
  },
  {
    slug: "media-freedom-in-full",
    goal: 500,
    opens: { on: "2025-06-16T07:30:00Z" },
    closes: { on: "2025-08-08T00:00:00Z" },
    confirmed: 431,
    pending: 0,
    surges: [7, 50],
  },
];
