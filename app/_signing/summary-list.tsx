type SummaryListProps = {
  lead?: string;
  /** Rows without a value are left out. */
  rows: [term: string, value: string | null | undefined][];
};

/** The fields of an attempt or of a signature, as terms and values. */
export function SummaryList({ lead, rows }: SummaryListProps) {
  return (
    <div className="summary-list">
      {lead && <p>{lead}</p>}
      <dl>
        {rows.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}
