-- What each member did in a month that was closed, in credit; see services/rosters/credit_entry.h.
create table credit_entries (
  group_id uuid not null,
  month date not null,
  member_id uuid not null,
  duty_count smallint not null,
  duty_minutes integer not null,
  credit_minutes bigint not null,
  -- Thousandths of a full member's month.
  share integer not null,
  -- Above (+) or below (-) the fair part.
  surplus_minutes bigint not null,
  charter_version bigint not null,
  create_time timestamptz not null,
  constraint credit_entries_pkey primary key (group_id, month, member_id),
  constraint credit_entries_member foreign key (group_id, member_id)
    references members (group_id, id) on delete cascade,
  constraint credit_entries_counts check (duty_count >= 0 and duty_minutes >= 0 and share >= 0)
);
create trigger credit_entries_append_only before update on credit_entries
  for each row execute function refuse_change();

-- Who stood in for somebody who was marked absent: the credit is theirs.
alter table duties
  add column cover_member_id uuid,
  add constraint duties_cover_member foreign key (group_id, cover_member_id)
    references members (group_id, id) on delete restrict,
  add constraint duties_cover_of_absent check (cover_member_id is null or mark is not null);
create unique index duties_cover on duties (group_id, shift_id, cover_member_id)
  where cover_member_id is not null;
