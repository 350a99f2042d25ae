import type { ReactNode } from 'react';
import './table.css';

export type Column<Row> = {
  key: string;
  title: string;
  align?: 'start' | 'end';
  width?: string;
  cell: (row: Row) => ReactNode;
};

/** A plain table with quiet lines. `caption` is read by screen readers. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  return (
    <table className="table">
      <caption className="only-read">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={`table-${column.align ?? 'start'}`}
              style={{ width: column.width }}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <td key={column.key} className={`table-${column.align ?? 'start'}`}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
