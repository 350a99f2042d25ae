import type { DatabaseConnection, Statement } from './sqlite';

/** What a statement is given. */
export type Bound = string | number;

/** Statements of one connection, prepared once each. */
export class Prepared {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly db: DatabaseConnection) {}

  get(sql: string, ...bound: readonly Bound[]): unknown {
    return this.of(sql).get(...bound);
  }

  all(sql: string, ...bound: readonly Bound[]): unknown[] {
    return this.of(sql).all(...bound);
  }

  of(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Several questions about one and the same instant, although somebody writes meanwhile. */
  atOnce<T>(ask: () => T): T {
    this.db.exec('BEGIN');
    try {
      return ask();
    } finally {
      this.db.exec('COMMIT');
    }
  }

  clear(): void {
    this.statements.clear();
  }
}
