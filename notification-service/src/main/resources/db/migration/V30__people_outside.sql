-- Whoever is not in the directory gets the same words with another link.
alter table message
    add column outside_html text,
    add column outside_text text,
    add column outside_link text;

alter table delivery add column outside boolean not null default false;
