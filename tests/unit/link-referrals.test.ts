import { describe, expect, test } from "vitest";
import { conversionRate } from "@/lib/reporting/conversion-rates";
import { campaignReferrals } from "@/lib/reporting/link-details";

describe("the conversion rate of a channel", () => {
  test("is given when visits and signatures belong to the same people", () => {
    expect(conversionRate({ visits: 8, confirmed: 2 }, 0)).toBe(0.25);
    expect(conversionRate({ visits: 8, confirmed: 0 }, 0)).toBe(0);
    expect(conversionRate({ visits: 2, confirmed: 2 }, 0)).toBe(1);
  });

  test("is null with more signatures than visits, without visits, or with signatures through foreign links", () => {
    expect(conversionRate({ visits: 1, confirmed: 2 }, 0)).toBeNull();
    expect(conversionRate({ visits: 0, confirmed: 0 }, 0)).toBeNull();
    expect(conversionRate({ visits: 8, confirmed: 2 }, 1)).toBeNull();
  });
});

describe("the referrals of a link for a campaign", () => {
  const generations = [
    { generation: 1, confirmed: 4 },
    { generation: 3, confirmed: 2 },
  ];

  test("are listed by generation when the link brought signatures to this campaign only", () => {
    expect(campaignReferrals({ confirmed: 6, direct: 4, generations })).toEqual({
      confirmed: 6,
      elsewhere: 0,
      furthest: 3,
      generations,
    });
  });

  test("are split into direct and later ones when the link brought signatures to other campaigns, too", () => {
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
