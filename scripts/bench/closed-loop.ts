import autocannon from "autocannon";

const CONNECTIONS = 32;

export type Load = {
  url: string;
  /** The body of the next request. Without one, requests are GETs. */
  nextBody?: () => string;
};

export type Throughput = { accepted: number; errors: number; seconds: number };

/** As many requests as 32 connections get answered, one after another, for some seconds. */
export async function closedLoop({ url, nextBody }: Load, seconds: number): Promise<Throughput> {
  const requests = nextBody && [
    {
      method: "POST" as const,
      headers: { "content-type": "application/json" },
      setupRequest: (request: autocannon.Request) => ({ ...request, body: nextBody() }),
    },
  ];
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, requests });
  // Requests that were still under way at the end are neither accepted nor errors.
  return { accepted: result["2xx"], errors: result.non2xx + result.errors, seconds: result.duration };
}

/** Adds up rounds of the same load. */
export function total(rounds: Throughput[]) {
  const sum = (pick: (round: Throughput) => number) => rounds.reduce((all, round) => all + pick(round), 0);
  const accepted = sum((round) => round.accepted);
  return {
    accepted,
    errors: sum((round) => round.errors),
    perSecond: accepted / sum((round) => round.seconds),
  };
}
