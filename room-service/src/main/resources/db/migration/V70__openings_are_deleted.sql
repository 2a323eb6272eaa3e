-- Whoever deletes an opening is asked which room holds it as its latest.
create index rooms_by_opening on rooms (opening);
