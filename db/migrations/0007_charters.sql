-- What a group agreed on about its duty: one row for each change, never written again. A group
-- without a row keeps to its model's (version 0).
create table charters (
  group_id uuid not null,
  version bigint not null,
  min_rest_minutes smallint not null,
  max_nights_in_row smallint not null,
  max_duties_per_week smallint not null,
  fairness_unit text not null,
  -- Of a plain minute.
  weekend_percent smallint not null,
  holiday_percent smallint not null,
  tet_percent smallint not null,
  night_extra_percent smallint not null,
  night_start_time time not null,
  night_end_time time not null,
  account_id uuid not null,
  create_time timestamptz not null,
  constraint charters_pkey primary key (group_id, version),
  constraint charters_group foreign key (group_id) references groups (id) on delete cascade,
  constraint charters_account foreign key (account_id) references accounts (id) on delete restrict,
  constraint charters_version check (version >= 1),
  constraint charters_fairness_unit check (fairness_unit in ('member', 'household')),
  constraint charters_percents check (100 <= weekend_percent and weekend_percent <= holiday_percent
                                      and holiday_percent <= tet_percent
                                      and night_extra_percent >= 0)
);
create trigger charters_append_only before update on charters
  for each row execute function refuse_change();

-- By which version of the charter a month was published; a draft goes by the newest.
alter table rosters add column charter_version bigint not null default 0;
