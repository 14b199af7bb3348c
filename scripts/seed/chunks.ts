/** PostgreSQL accepts 65,535 parameters in one statement, and our widest row has fewer than 30 columns. */
const INSERT_BATCH_SIZE = 1000;

export function* inChunks<T>(rows: T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += INSERT_BATCH_SIZE)
    yield rows.slice(start, start + INSERT_BATCH_SIZE);
}
