/**
 * The one place that names the SQLite package. It is a drop-in for `node:sqlite`; once the oldest runtime has that,
 * this line changes and nothing else.
 */
export {
  DatabaseSync as Database,
  type DatabaseSyncInstance as DatabaseConnection,
  type StatementSyncInstance as Statement,
} from '@photostructure/sqlite';
