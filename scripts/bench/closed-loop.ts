import autocannon from "autocannon";

const CONNECTIONS = 32;

export type Load = {
  url: string;
  /** Returns the body of the next POST request. Without it, requests are GETs. */
  nextBody?: () => string;
};

type Throughput = { accepted: number; errors: number; seconds: number };

/** Sends requests over 32 connections, each after the previous response, and counts the responses. */
export async function closedLoop({ url, nextBody }: Load, seconds: number): Promise<Throughput> {
  const requests = nextBody && [
    {
      method: "POST" as const,
      headers: { "content-type": "application/json" },
      setupRequest: (request: autocannon.Request) => ({ ...request, body: nextBody() }),
    },
  ];
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, requests });
  // Requests that are pending at the end are neither accepted nor errors.
  return { accepted: result["2xx"], errors: result.non2xx + result.errors, seconds: result.duration };
}

/** Sums the rounds of one load. */
export function total(rounds: Throughput[]) {
  const sum = (pick: (round: Throughput) => number) =>
    rounds.reduce((total, round) => total + pick(round), 0);
  const accepted = sum((round) => round.accepted);
  return {
    accepted,
    errors: sum((round) => round.errors),
    perSecond: accepted / sum((round) => round.seconds),
  };
}
