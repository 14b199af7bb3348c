import { describe, expect, test } from "vitest";
import { conversionRate } from "@/lib/reporting/conversion-rates";
import { campaignReferrals } from "@/lib/reporting/link-details";

describe("which share of a channel's visitors signed", () => {
  test("is told where the visits are those of the people who signed", () => {
    expect(conversionRate({ visits: 8, confirmed: 2 }, 0)).toBe(0.25);
    expect(conversionRate({ visits: 8, confirmed: 0 }, 0)).toBe(0);
    expect(conversionRate({ visits: 2, confirmed: 2 }, 0)).toBe(1);
  });

  test("is not told where more signed than came, where nobody came, and where some came through others' links", () => {
    expect(conversionRate({ visits: 1, confirmed: 2 }, 0)).toBeNull();
    expect(conversionRate({ visits: 0, confirmed: 0 }, 0)).toBeNull();
    expect(conversionRate({ visits: 8, confirmed: 2 }, 1)).toBeNull();
  });
});

describe("what a link brought a campaign", () => {
  const generations = [
    { generation: 1, confirmed: 4 },
    { generation: 3, confirmed: 2 },
  ];

  test("is told by generation where it is all that the link brought, to the farthest", () => {
    expect(campaignReferrals({ confirmed: 6, direct: 4, generations })).toEqual({
      confirmed: 6,
      elsewhere: 0,
      furthest: 3,
      generations,
    });
  });

  test("is told as far as it is known where other campaigns have a part in it", () => {
    expect(campaignReferrals({ confirmed: 3, direct: 2, generations })).toEqual({
      confirmed: 3,
      elsewhere: 3,
      furthest: 3,
      generations: [
        { generation: 1, confirmed: 2 },
        { generation: "later", confirmed: 1 },
      ],
    });
    expect(campaignReferrals({ confirmed: 2, direct: 2, generations }).generations).toHaveLength(1);
    expect(campaignReferrals({ confirmed: 0, direct: 0, generations }).generations).toEqual([]);
  });
});
