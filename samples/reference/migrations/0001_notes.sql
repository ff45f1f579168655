CREATE TABLE notes (
    id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    text       text        NOT NULL,
    state      text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'indexed')),
    created_at timestamptz NOT NULL DEFAULT now(),
    queued_at  timestamptz
);

-- The worker looks for notes whose job never came into the queue. There are few, so the index stays small.
CREATE INDEX notes_not_queued ON notes (created_at) WHERE queued_at IS NULL;
