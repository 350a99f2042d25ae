/* What lets a million incidents be counted, ordered, filtered and searched without looking at each. Since version 3. */

/**
 * The order of the queue, and what a search needs to know of what it found, each with all that filters look at: nothing
 * is read from the rows (1.5 kB each) but what is shown.
 */
export const QUEUE_INDEXES = `
CREATE INDEX incidents_in_queue_order ON incidents (queue_rank, severity_rank, opened_at DESC, number DESC, service, source);
CREATE INDEX incidents_found ON incidents (number, queue_rank, severity_rank, opened_at, service, source);
CREATE INDEX incidents_live ON incidents (number, queue_rank) WHERE live = 1;
`;

/** Incidents that were open for more than a day: what was open at an instant is among them, or opened within the day before. */
export const LONG_INCIDENTS = `
CREATE INDEX incidents_long ON incidents (resolved_at, opened_at) WHERE resolved_at - opened_at > 86400000;
`;

/** For the fairness of a span: who was interrupted when. */
export const PAGES_BY_TIME = `
CREATE INDEX pages_by_time ON pages (at);
`;

/** How many incidents there are of each kind that the queue tells apart. Triggers keep it, whoever writes or deletes. */
export const TALLIES = `
CREATE TABLE tallies (
  queue_rank INTEGER NOT NULL,
  severity_rank INTEGER NOT NULL,
  service TEXT NOT NULL,
  source TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (queue_rank, severity_rank, service, source)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_new AFTER INSERT ON incidents BEGIN
  INSERT INTO tallies VALUES (new.queue_rank, new.severity_rank, new.service, new.source, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_moved AFTER UPDATE OF queue_rank, severity_rank, service, source ON incidents
WHEN (old.queue_rank, old.severity_rank, old.service, old.source) <> (new.queue_rank, new.severity_rank, new.service, new.source)
BEGIN
  UPDATE tallies SET n = n - 1 WHERE (queue_rank, severity_rank, service, source)
    = (old.queue_rank, old.severity_rank, old.service, old.source);
  INSERT INTO tallies VALUES (new.queue_rank, new.severity_rank, new.service, new.source, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_gone AFTER DELETE ON incidents BEGIN
  UPDATE tallies SET n = n - 1 WHERE (queue_rank, severity_rank, service, source)
    = (old.queue_rank, old.severity_rank, old.service, old.source);
END;
`;

/**
 * One or two letters are words of the index, too: else each search by one would join all words that begin with it.
 * Rows are deleted by their number (`contentless_delete`); places of words are not kept, nobody asks for phrases.
 */
export const WORDS = `
CREATE VIRTUAL TABLE incident_words USING fts5 (title, body, content='', contentless_delete=1, detail=none, prefix='1 2',
  tokenize="unicode61 remove_diacritics 2");
`;

/** From version 2, where words were kept with their places and everything was counted when asked. */
export const TO_QUEUE_INDEXES = `
DROP INDEX incidents_in_queue_order;
DROP INDEX incidents_live;
DROP TABLE incident_words;
${QUEUE_INDEXES}${LONG_INCIDENTS}${PAGES_BY_TIME}${TALLIES}${WORDS}
INSERT INTO tallies SELECT queue_rank, severity_rank, service, source, count(*) FROM incidents GROUP BY 1, 2, 3, 4;
INSERT INTO incident_words (rowid, title, body)
  SELECT body ->> '$.number', body ->> '$.alert.title',
    (body ->> '$.number') || ' ' || incident || ' ' || (body ->> '$.service') || ' ' || (body ->> '$.alert.source') || ' '
    || coalesce((SELECT group_concat((value ->> 0) || ' ' || (value ->> 1), ' ') FROM json_each(facts.body, '$.alert.labels')), '')
    || ' ' || substr(body ->> '$.alert.description', 1, 2000)
  FROM facts WHERE kind = 'opened';
`;
