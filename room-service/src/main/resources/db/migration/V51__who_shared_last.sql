-- Whom to talk to when two people change the shares at once; null: nobody has since this is kept.
alter table rooms
    add column shares_changed_by text,
    add column shares_changed_at timestamptz;
