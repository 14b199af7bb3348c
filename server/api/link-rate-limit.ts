import { networkLimit } from "@/app/_http/network-limit";

/** Links are never deleted, so their number is limited. A school or a mobile network may share one address. */
export const canMakeLink = networkLimit({ name: "link", perMinute: 300, allPerMinute: 6_000 });
